package io.github.gdprkit.jdbc;

import javax.sql.DataSource;

class MariadbUnknownCommitTest extends ServerUnknownCommitTest {

  @Override
  DataSource source() {
    return Databases.emptyMariadb().dataSource();
  }

  @Override
  String waiting() {
    return "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'Innodb_row_lock_current_waits'";
  }
}
