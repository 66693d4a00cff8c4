package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.servers.DatabaseServer;

/** A PostgreSQL server that is killed under a worker. */
class PostgresqlKilledServerIT extends KilledServers {

  @Override
  DatabaseServer server() {
    return DatabaseServer.newPostgresql();
  }

  @Override
  String what() {
    return "Killed PostgreSQL";
  }
}
