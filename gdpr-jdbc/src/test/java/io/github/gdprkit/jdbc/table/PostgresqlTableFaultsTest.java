package io.github.gdprkit.jdbc.table;

class PostgresqlTableFaultsTest extends TableFaults {

  @Override
  Site newSite() {
    return Sites.postgresql();
  }
}
