package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class PostgresqlUnknownCommitTest extends ServerUnknownCommitTest {

  @Override
  DataSource source() {
    return Databases.emptyPostgresql().dataSource();
  }

  @Override
  String waiting() {
    return "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
  }
}
