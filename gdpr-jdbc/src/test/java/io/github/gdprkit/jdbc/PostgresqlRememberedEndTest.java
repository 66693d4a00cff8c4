package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class PostgresqlRememberedEndTest extends RememberedEndTest {

  @Override
  DataSource source() {
    return Databases.emptyPostgresql().dataSource();
  }

  @Override
  void empty() {
    Databases.emptyPostgresql();
  }
}
