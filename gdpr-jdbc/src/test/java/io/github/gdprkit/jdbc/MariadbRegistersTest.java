package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class MariadbRegistersTest extends RegistersTest {

  private final DataSource source = Databases.emptyMariadb().dataSource();

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
