package io.github.gdprkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseServerTest {

  enum Product {
    POSTGRESQL(DatabaseServer::newPostgresql, "PostgreSQL"),
    MARIADB(DatabaseServer::newMariadb, "MariaDB");

    final Supplier<DatabaseServer> start;
    final String name;

    Product(Supplier<DatabaseServer> start, String name) {
      this.start = start;
      this.name = name;
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatWasCommittedWhenTheServerIsKilled(Product product) throws SQLException {
    try (DatabaseServer server = product.start.get();
        TestDatabase database = server.newDatabase()) {
      execute(database, "CREATE TABLE kept (id INTEGER)");
      execute(database, "INSERT INTO kept VALUES (42)");

      server.kill();
      assertThatThrownBy(() -> TestDatabase.pool(database.url() + "&connectTimeout=1000"))
          .isInstanceOf(RuntimeException.class);
      server.restart();

      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT id FROM kept")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(42);
        assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo(product.name);
      }
    }
  }

  @Test
  void putsTheNameOfTheDatabaseIntoTheAddressOfADevelopersOwnServer() {
    DatabaseServer own = new OwnServer("jdbc:postgresql://db.example:5433/postgres?user=kit");

    assertThat(own.url("mine")).isEqualTo("jdbc:postgresql://db.example:5433/mine?user=kit");
    assertThatThrownBy(own::kill).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> new OwnServer("jdbc:postgresql:kit"))
        .hasMessageContaining("jdbc:<product>://");
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
