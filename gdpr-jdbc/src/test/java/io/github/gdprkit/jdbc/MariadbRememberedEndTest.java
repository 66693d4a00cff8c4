package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class MariadbRememberedEndTest extends RememberedEndTest {

  @Override
  DataSource source() {
    return Databases.emptyMariadb().dataSource();
  }

  @Override
  void empty() {
    Databases.emptyMariadb();
  }
}
