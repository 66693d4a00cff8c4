package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ContentDigest;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of three organisations leaves, at the command line. */
class EndServiceCommandTest {

  private static final String ACME = "--controller=acme";
  private static final String VERIFIED = "--verified-by=signed-in";
  private static final String RETURN = "--choice=return-and-erase";

  @TempDir private Path folder;
  private ThreeControllers chat;
  private String others;

  @BeforeEach
  void importTheSample() throws Exception {
    chat = new ThreeControllers(folder);
    chat.importSampleFor("operator", "choir");
    others = people();
    chat.importSampleFor("acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export-organisation",
        "end-service",
        "end-service begin",
        "end-service return",
        "end-service handed-over",
        "end-service erase",
        "end-service by-hand",
        "end-service cancel",
        "end-service report",
        "end-service list"
      })
  void explainsItself(String command) {
    CommandRun help = CommandRun.of((command + " --help").split(" "));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: chat-server " + command).contains("--controller");
  }

  @Test
  @GdprReference(article = "28(3)(g)", text = "deletes or returns all the personal data")
  void erasesOneAndNoRowAndNoFileOfTheOthers() throws Exception {
    for (String controller : List.of("operator", "choir", "acme")) {
      String whose = "--controller=" + controller;
      String id = "asked-" + controller;
      chat.run("request", "access", "anna", "--id=" + id, VERIFIED, whose);
      chat.run("decide", id, "--grant", whose);
      chat.run("fulfil", id, whose);
    }
    Path exported = folder.resolve("acme.zip");
    chat.run("export-organisation", "--output=" + exported, ACME);
    Map<String, String> files = filesOfOthers();
    List<String> requests = requestsOfOthers();

    assertThat(chat.run("end-service", "begin", "gone", RETURN, ACME))
        .contains("end-service return gone --controller acme --db ");
    String returned = chat.run("end-service", "return", "gone", ACME);
    assertThat(returned).contains("sha-256", "end-service handed-over gone --controller acme");
    Path archive =
        archives().stream()
            .filter(file -> file.getFileName().toString().startsWith("end-of-service-"))
            .findFirst()
            .orElseThrow();
    assertThat(returned).contains(archive.toString());
    assertThat(new Archive(archive).digests()).isEqualTo(new Archive(exported).digests());
    assertThat(chat.run("end-service", "handed-over", "gone", ACME)).contains("erase gone");
    assertThat(chat.run("end-service", "erase", "gone", "--batch=7", ACME))
        .contains("status     ended")
        .contains("archives erased: 2; requests whose papers are erased: 1")
        .contains("Messages");

    assertThat(people()).isEqualTo(others);
    assertThat(requestsOfOthers()).isEqualTo(requests);
    assertThat(filesOfOthers()).isEqualTo(files);
    assertThat(archives()).isEmpty();
    Files.delete(exported);
    assertThat(filesWith("kanarie-acme")).isEmpty();
    assertThat(filesWith("kanarie-choir")).isNotEmpty();
    assertThat(chat.run("end-service", "report", "gone", ACME)).contains("status     ended");
    assertThat(chat.run("evidence", "verify", ACME)).startsWith("SOUND");
    assertThat(chat.run("users", "--controller=choir")).contains("anna ");
  }

  @Test
  void servesAnOrganisationThatLeftNoMore() throws Exception {
    end();

    assertThat(chat.refused("export-organisation", "--output=" + folder.resolve("a.zip"), ACME))
        .contains("the service to acme has ended", "end-service report gone --controller acme");
    assertThat(folder.resolve("a.zip")).doesNotExist();
    assertThat(chat.refused("generate", "--users=2", "--messages=1", ACME))
        .contains("needs another name");
    assertThat(chat.run("users", ACME)).doesNotContain("anna");
    assertThat(chat.run("end-service", "list", ACME)).contains("status     ended");
    assertThat(chat.run("end-service", "list")).contains("No end of a service");
    assertThat(chat.run("end-service", "erase", "gone", ACME)).contains("status     ended");
  }

  @Test
  @GdprReference(article = "30(2)(a)", text = "each controller on behalf of which the processor")
  void isNoCustomerOfTheVendorAnyMore() throws Exception {
    String[] record = {"ropa", "--processor", "--deployment=cloud"};
    assertThat(chat.run(record)).contains("acme", "choir");

    end();

    assertThat(chat.run(record)).contains("choir").doesNotContain("acme");
    assertThat(chat.run("subprocessors", "load-sample", "--notify")).contains("notified");
    try (Stream<Path> notices = Files.walk(folder)) {
      assertThat(notices.map(Path::toString).filter(path -> path.contains("-notices")))
          .isNotEmpty()
          .noneMatch(path -> path.contains("acme"));
    }
  }

  @Test
  @GdprReference(article = "17(3)", text = "exercise or defence of legal claims")
  void saysWhatStandsInTheWayAndWhatSettlesIt() throws Exception {
    chat.run("hold", "place", "anna", "--ground=litigation", ACME);
    chat.run("request", "access", "boris", "--id=asked", VERIFIED, ACME);
    chat.run("end-service", "begin", "gone", "--choice=erase", ACME);
    long before = messages();

    String blocked = chat.refused("end-service", "erase", "gone", ACME);

    assertThat(messages()).isEqualTo(before);
    assertThat(blocked)
        .contains("hold release ", "decide asked ", "end-service erase gone --controller acme");
    String hold =
        blocked
            .lines()
            .filter(line -> line.contains("hold release "))
            .findFirst()
            .orElseThrow()
            .replaceAll(".*hold release (\\S+) .*", "$1");
    chat.run("hold", "release", hold, ACME);
    chat.run("withdraw", "asked", ACME);
    assertThat(chat.run("end-service", "erase", "gone", ACME)).contains("status     ended");
    assertThat(people()).isEqualTo(others);
  }

  @Test
  @GdprReference(article = "18(2)", text = "with the exception of storage")
  void keepsWhatSomebodyWantedKeptUnlessItIsReturned() {
    chat.run("request", "restrict", "boris", "--id=keep", VERIFIED, ACME);
    chat.run("decide", "keep", "--grant", "--because=accuracy-contested", ACME);
    chat.run("fulfil", "keep", ACME);
    for (String task :
        List.of("direct-messages-received", "mentions", "channel-messages", "rejected-lines")) {
      chat.run("close-task", "keep", task, "--note=Nothing", "--result=nothing-there", ACME);
    }
    chat.run("end-service", "begin", "first", "--choice=erase", ACME);

    assertThat(chat.refused("end-service", "erase", "first", ACME))
        .contains("lift-restriction keep --announce --controller acme");

    assertThat(chat.run("end-service", "cancel", "first", ACME)).contains("status     cancelled");
    chat.run("end-service", "begin", "gone", RETURN, ACME);
    chat.run("end-service", "return", "gone", ACME);
    chat.run("end-service", "handed-over", "gone", ACME);
    assertThat(chat.run("end-service", "erase", "gone", ACME)).contains("status     ended");
  }

  @Test
  void erasesNothingBeforeTheOrganisationHasItsData() throws Exception {
    chat.run("end-service", "begin", "gone", RETURN, ACME);
    long before = messages();

    assertThat(chat.refused("end-service", "erase", "gone", ACME))
        .contains("cannot go from BEGUN", "end-service return gone --controller acme");
    chat.run("end-service", "return", "gone", ACME);
    assertThat(chat.refused("end-service", "erase", "gone", ACME)).contains("handed-over gone");

    assertThat(messages()).isEqualTo(before);
    assertThat(chat.refused("end-service", "begin", "other", RETURN, ACME)).contains("gone");
    assertThat(chat.run("end-service", "cancel", "gone", ACME)).contains("cancelled");
    assertThat(archives()).isEmpty();
    assertThat(chat.refused("end-service", "return", "none", ACME)).contains("none");
    assertThat(chat.runAtAll("end-service", "begin", "no blanks", RETURN, ACME).exitCode())
        .isEqualTo(2);
  }

  @Test
  @GdprReference(article = "15(4)", text = "shall not adversely affect the rights and freedoms")
  void exportsEveryoneOfOneOrganisation() throws Exception {
    Path file = folder.resolve("everyone.zip");

    chat.run("export-organisation", "--output=" + file, ACME);

    Archive archive = new Archive(file);
    assertThat(archive.manifest().path("about").asText()).isEqualTo("everyone");
    assertThat(archive.values("profile", "username")).contains("anna", "boris");
    assertThat(archive.everything())
        .contains("kanarie-acme")
        .doesNotContain("kanarie-operator", "kanarie-choir");
    assertThat(CommandRun.of("verify", file.toString()).out()).startsWith("Sound");
    assertThat(chat.run("export-organisation", "--output=" + file, ACME))
        .contains("Already exported");
    chat.run("settings", "--name=acme", "--controller=choir");
    assertThat(chat.refused("export-organisation", "--output=" + file, "--controller=choir"))
        .contains("--replace");
    chat.run("export-organisation", "--output=" + file, "--controller=choir", "--replace");
    assertThat(archive.everything()).contains("kanarie-choir").doesNotContain("kanarie-acme");
  }

  private void end() {
    chat.run("end-service", "begin", "gone", "--choice=erase", ACME);
    chat.run("end-service", "erase", "gone", ACME);
  }

  private String people() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(chat.database)) {
      return ContentDigest.ofPeople(database);
    }
  }

  private long messages() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(chat.database)) {
      return Rows.count(database, "posts");
    }
  }

  /** All requests and evidence, but for the one that leaves. */
  private List<String> requestsOfOthers() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(chat.database)) {
      return Rows.of(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
          .stream()
          .filter(table -> table.startsWith("gdpr_"))
          .flatMap(table -> rows(database, table).map(row -> table + "|" + row))
          .filter(row -> !row.contains("|acme|") && !row.contains("|asked-acme|"))
          .sorted()
          .toList();
    }
  }

  private static Stream<String> rows(ChatDatabase database, String table) {
    try {
      return Rows.of(database, "SELECT 0 AS first, * FROM " + table).stream();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> archives() throws Exception {
    return files().stream()
        .filter(file -> file.toString().contains("controllers/acme/archives"))
        .filter(file -> file.toString().endsWith(".zip"))
        .toList();
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private Map<String, String> filesOfOthers() throws Exception {
    Map<String, String> digests = new TreeMap<>();
    for (Path file : files()) {
      String name = folder.relativize(file).toString();
      if (name.startsWith("chat.db-gdpr") && !name.contains("controllers/acme")) {
        digests.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    assertThat(digests).hasSizeGreaterThan(6);
    return digests;
  }

  private List<Path> filesWith(String text) throws Exception {
    return files().stream()
        .filter(file -> !file.startsWith(folder.resolve("sample")))
        .filter(file -> bytes(file).contains(text))
        .toList();
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
