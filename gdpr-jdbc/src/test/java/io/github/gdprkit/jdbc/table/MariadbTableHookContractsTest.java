package io.github.gdprkit.jdbc.table;

class MariadbTableHookContractsTest extends TableHookContracts {

  @Override
  Site newSite() {
    return Sites.mariadb();
  }
}
