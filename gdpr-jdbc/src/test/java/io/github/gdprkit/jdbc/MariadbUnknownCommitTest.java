package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class MariadbUnknownCommitTest extends UnknownCommitTest {

  @Override
  DataSource source() {
    return Databases.emptyMariadb().dataSource();
  }
}
