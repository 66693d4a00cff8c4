package io.github.gdprkit.jdbc.table;

class PostgresqlPartOfAColumnTest extends AbstractPartOfAColumnTest {

  @Override
  Site newSite() {
    return Sites.postgresql();
  }
}
