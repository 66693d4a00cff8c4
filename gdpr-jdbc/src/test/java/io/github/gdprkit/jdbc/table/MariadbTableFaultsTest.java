package io.github.gdprkit.jdbc.table;

class MariadbTableFaultsTest extends TableFaults {

  @Override
  Site newSite() {
    return Sites.mariadb();
  }
}
