package io.github.gdprkit.jdbc.table;

import static io.github.gdprkit.jdbc.table.Declared.byHand;
import static io.github.gdprkit.jdbc.table.Declared.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MariadbSchemaCoverageTest extends AbstractSchemaCoverageTest {

  private TestDatabase database;
  private String name;

  @BeforeEach
  @Override
  void makeTables() throws SQLException {
    database = DatabaseServer.mariadb().newDatabase();
    try (Connection connection = database().getConnection()) {
      name = connection.getCatalog();
    }
    super.makeTables();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  DataSource database() {
    return database.dataSource();
  }

  @Override
  String schema() {
    return name;
  }

  @Test
  void looksIntoTheDatabaseThatIsConnectedToAndIntoThoseThatAreNamed() throws SQLException {
    HookCatalog files = catalog(byHand("files", hook -> hook.storedIn("server.log")));
    try (TestDatabase other = DatabaseServer.mariadb().newDatabase();
        Connection connection = other.dataSource().getConnection()) {
      connection.createStatement().execute("CREATE TABLE entry (what VARCHAR(20))");
      String another = connection.getCatalog();

      assertThat(unclassified(SchemaCoverage.of(database()).check(files)))
          .contains("users.name")
          .noneMatch(column -> column.contains("entry"));
      assertThat(unclassified(SchemaCoverage.of(database()).schemas(name, another).check(files)))
          .contains("users.name", another + ".entry.what");
    }
  }

  @Test
  void seesTablesThatKeepTheirHistory() throws SQLException {
    execute("CREATE TABLE kept (name VARCHAR(20)) WITH SYSTEM VERSIONING");

    HookCatalog files = catalog(byHand("files", hook -> hook.storedIn("server.log")));

    assertThat(unclassified(coverage().check(files))).contains("kept.name");
  }
}
