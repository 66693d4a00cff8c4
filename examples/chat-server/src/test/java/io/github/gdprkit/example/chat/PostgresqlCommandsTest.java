package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.sample.Sample;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresqlCommandsTest extends CommandsOnADatabase {

  private static final String PASSWORD = "kanarie-pw-qzx";

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = DatabaseServer.postgresql().newDatabase();
  }

  @AfterEach
  void dropAndSeeThatNoPasswordWasPrinted() {
    database.close();

    assertThat(printed()).doesNotContain(PASSWORD).doesNotContain("password=");
  }

  @Override
  List<String> options() {
    return List.of(
        "--db",
        database.url() + "&password=" + PASSWORD,
        "--files",
        folder.resolve("f").toString());
  }

  @Test
  void givesTheSameArchivesAsSqlite() throws Exception {
    importSample();
    Path sqlite = folder.resolve("chat.db");
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    CommandRun.of(
        "import",
        sample.export().toString(),
        "--attachments=" + sample.attachments(),
        "--db=" + sqlite);

    for (String what : List.of("export-user anna --policy=visible", "export-organisation")) {
      Path here = folder.resolve("here.zip");
      Path there = folder.resolve("there.zip");
      run((what + " --replace --output=" + here).split(" "));
      CommandRun other =
          CommandRun.of((what + " --replace --output=" + there + " --db=" + sqlite).split(" "));
      assertThat(other.exitCode()).as(other.err()).isZero();

      assertThat(new Archive(here).digests())
          .hasSizeGreaterThan(8)
          .isEqualTo(new Archive(there).digests());
    }
  }

  @Test
  void rejectsALineThatItCannotKeepAndTakesTheOthers() throws Exception {
    Path export = folder.resolve("export.jsonl");
    Files.writeString(
        export,
        """
        {"type":"version","version":1}
        {"type":"user","user":{"username":"anna","email":"anna@choir.example"}}
        {"type":"user","user":{"username":"boris","email":"b@choir.example","nickname":"a\\u0000b"}}
        {"type":"user","user":{"username":"chloe","email":"c@choir.example","nickname":"\\ud83c"}}
        {"type":"user","user":{"username":"emre","email":"emre@choir.example"}}
        """);

    CommandRun run = runAtAll("import", export.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("line 3 rejected", "line 4 rejected", "cannot keep");
    assertThat(run("users")).contains("anna", "emre").doesNotContain("boris", "chloe");
    assertThat(Files.readAllLines(beside("-rejected.jsonl"))).hasSize(2);
  }

  @Test
  void saysInWordsThatTheServerIsGone() {
    CommandRun run =
        CommandRun.of("users", "--db", "jdbc:postgresql://127.0.0.1:9/chat?password=" + PASSWORD);
    CommandRun typed =
        CommandRun.of("users", "jdbc:postgresql://127.0.0.1:9/chat?password=" + PASSWORD);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: no PostgreSQL answers at").doesNotContain(PASSWORD);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("127.0.0.1:9/chat").doesNotContain(PASSWORD);
  }

  @Override
  Path beside(String ending) {
    return folder.resolve("f").resolve("chat" + ending);
  }
}
