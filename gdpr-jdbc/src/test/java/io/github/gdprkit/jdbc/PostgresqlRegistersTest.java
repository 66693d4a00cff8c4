package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class PostgresqlRegistersTest extends RegistersTest {

  private final DataSource source = Databases.emptyPostgresql().dataSource();

  @Override
  JdbcRequestStore restarted() {
    return JdbcRequestStore.open(source);
  }

  /** In a row: the files are the server's. */
  @Override
  boolean isKept(String text) throws Exception {
    return Databases.holds(source, text);
  }
}
