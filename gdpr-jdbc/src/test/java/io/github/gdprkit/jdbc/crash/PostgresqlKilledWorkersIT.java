package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Workers over a PostgreSQL database that is the host's as well, with the archives in it. */
class PostgresqlKilledWorkersIT extends KilledWorkers {

  private final TestDatabase database = DatabaseServer.postgresql().newDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  String database(Path inFolder) {
    return database.url();
  }

  @Override
  String what() {
    return "Killed workers on PostgreSQL";
  }
}
