package io.github.gdprkit.jdbc.table;

class PostgresqlTableHookContractsTest extends TableHookContracts {

  @Override
  Site newSite() {
    return Sites.postgresql();
  }
}
