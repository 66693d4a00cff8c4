package io.github.gdprkit.jdbc.crash;

import java.nio.file.Path;

/** Workers over a SQLite file that is the host's as well, with archives in a folder. */
class SqliteKilledWorkersIT extends KilledWorkers {

  @Override
  String database(Path inFolder) {
    return inFolder.resolve("host.db").toString();
  }

  @Override
  String what() {
    return "Killed workers on SQLite";
  }
}
