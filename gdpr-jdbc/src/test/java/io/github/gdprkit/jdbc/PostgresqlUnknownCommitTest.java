package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class PostgresqlUnknownCommitTest extends UnknownCommitTest {

  @Override
  DataSource source() {
    return Databases.emptyPostgresql().dataSource();
  }
}
