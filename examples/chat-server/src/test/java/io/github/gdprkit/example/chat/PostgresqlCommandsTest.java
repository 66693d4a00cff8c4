package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

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

  @Override
  Path beside(String ending) {
    return folder.resolve("f").resolve("chat" + ending);
  }
}
