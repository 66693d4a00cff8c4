package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.servers.DatabaseServer;

/** A MariaDB server that is killed under a worker. */
class MariadbKilledServerIT extends KilledServers {

  @Override
  DatabaseServer server() {
    return DatabaseServer.newMariadb();
  }

  @Override
  int usualKills() {
    return 1;
  }

  @Override
  String what() {
    return "Killed MariaDB";
  }
}
