package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Workers over a MariaDB database that is the host's as well, with archives in a folder. */
class MariadbKilledWorkersIT extends KilledWorkers {

  private final TestDatabase database = DatabaseServer.mariadb().newDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  String database(Path inFolder) {
    return database.url();
  }

  @Override
  int usualKills() {
    return 3;
  }

  @Override
  String what() {
    return "Killed workers on MariaDB";
  }
}
