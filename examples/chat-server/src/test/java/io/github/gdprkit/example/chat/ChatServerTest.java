package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatServerTest {

  private static final String USER =
      """
      {"type":"user","user":{"username":"anna","email":"anna@choir.example","first_name":"Anna",\
      "last_name":"Lind\\u001b[31mqvist"}}""";
  private static final String POST =
      """
      {"type":"post","post":{"team":"t","channel":"c","user":"anna","message":"La",\
      "create_at":1740000000000}}""";

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T09:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "import --help",
        "generate --help",
        "users --help",
        "export-user --help",
        "edit-profile --help",
        "messages --help",
        "delete-message --help",
        "uploads --help",
        "delete-upload --help",
        "deactivate --help",
        "reactivate --help"
      })
  void explainsItself(String arguments) {
    assertThat(run(arguments.split(" "))).isZero();

    assertThat(out.toString()).startsWith("Usage: chat-server").contains("--db", "Exit codes:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysOnceWhatLiesBesideTheDatabase() {
    run("--help");
    String top = out.toString();
    out.getBuffer().setLength(0);
    run("users", "--help");

    assertThat(top).contains("the ledger of").contains("<db>-gdpr");
    assertThat(out.toString()).contains("The chat database.").doesNotContain("<db>-gdpr");
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isZero();

    assertThat(out.toString()).startsWith("chat-server ");
  }

  @Test
  void takesTheDatabaseBeforeAndAfterTheCommand() throws Exception {
    Path export = export(USER, POST);
    Path database = folder.resolve("new folder/chat.db");

    assertThat(run("--db", database.toString(), "import", export.toString())).isZero();
    assertThat(run("users", "--db", database.toString())).isZero();

    assertThat(out.toString()).contains("anna@choir.example");
    assertThat(database).isRegularFile();
  }

  @Test
  void listsPeopleWithWhatTheyWroteAndDisarmsTheirNames() throws Exception {
    run("--db", db(), "import", export(POST, USER).toString());
    out.getBuffer().setLength(0);

    assertThat(run("--db", db(), "users")).isZero();

    assertThat(out.toString().lines().toList().get(1))
        .matches(
            "anna +Anna Lind\\\\u\\{1b\\}\\[31mqvist +anna@choir.example +1  2025-02-19 21:20");
  }

  @Test
  void doesNotFailOnAnImportWithoutBrokenLines() throws Exception {
    assertThat(run("--db", db(), "import", export(USER).toString())).isZero();

    assertThat(out.toString()).containsPattern("users +1 +0").contains("Rejected lines: 0");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void failsAfterAnImportWithABrokenLineAndSaysWhereItIs() throws Exception {
    Path export = export("{\"type\":\"user\",\"user\":{\"username\":\"boris\"}}", USER);

    assertThat(run("--db", db(), "import", export.toString())).isEqualTo(1);

    assertThat(err.toString()).isEqualToIgnoringNewLines("line 1 rejected: user.email is missing");
    assertThat(out.toString())
        .containsPattern("users +1 +0")
        .contains("Rejected lines: 1")
        .contains(db() + "-rejected.jsonl");
  }

  @Test
  void generatesAChat() {
    assertThat(
            run(
                "generate",
                "--users=3",
                "--messages=20",
                "--heavy=anna:7",
                "--seed=5",
                "--db",
                db()))
        .isZero();

    assertThat(out.toString()).contains("Generated 3 users and 20 messages");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "; Name a command: import, generate, users, export-user",
        "export; Unmatched argument",
        "import; Missing required parameter: '<export>'",
        "users extra; Unmatched argument",
        "generate; Missing required options",
        "edit-profile anna; Name what to change",
        "delete-message anna seven; 'seven' is not a long",
        "generate --users=1 --messages=1; 2 users or more",
        "generate --users=two --messages=1; 'two' is not an int",
        "generate --users=2 --messages=5 --heavy=anna; name:count",
        "generate --users=2 --messages=5 --heavy=anna:6; cannot have written 6 of 5",
      })
  void saysWhatIsWrongWithItsUsage(String arguments, String reason) {
    assertThat(run(arguments == null ? new String[0] : arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith("error: ").contains(reason).contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void failsInOneLineThatSaysWhatToDo() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear reader");

    assertThat(run("users", "--db", letter.toString())).isEqualTo(1);
    assertThat(run("import", folder.resolve("none").toString(), "--db", db())).isEqualTo(1);
    assertThat(run("users", "--db", letter.resolve("chat.db").toString())).isEqualTo(1);

    assertThat(err.toString().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("error: "));
  }

  private int run(String... arguments) {
    return ChatServer.run(CLOCK, new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private String db() {
    return folder.resolve("chat.db").toString();
  }

  private Path export(String... lines) throws Exception {
    return Files.write(folder.resolve("export.jsonl"), List.of(lines));
  }
}
