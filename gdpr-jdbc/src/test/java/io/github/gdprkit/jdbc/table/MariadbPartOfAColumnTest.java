package io.github.gdprkit.jdbc.table;

class MariadbPartOfAColumnTest extends AbstractPartOfAColumnTest {

  @Override
  Site newSite() {
    return Sites.mariadb();
  }
}
