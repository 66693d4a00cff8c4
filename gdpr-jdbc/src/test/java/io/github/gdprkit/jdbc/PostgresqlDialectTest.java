package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlDialectTest {

  private static final String IDLE = "SHOW idle_in_transaction_session_timeout";

  /** Who is frozen in the middle of a transaction must not keep all others from their evidence. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hasTheServerEndATransactionThatNobodyGoesOnWith(boolean mustBeDurable) throws SQLException {
    PostgresqlDialect dialect = new PostgresqlDialect();
    try (TestDatabase database = DatabaseServer.postgresql().newDatabase();
        Connection connection = database.dataSource().getConnection()) {
      dialect.begin(connection, mustBeDurable);
      assertThat(Dialect.ask(connection, IDLE)).isEqualTo("10s");
      assertThat(Dialect.ask(connection, "SHOW transaction_isolation")).isEqualTo("read committed");
      dialect.rollback(connection);

      assertThat(Dialect.ask(connection, IDLE)).as("for nobody else").isEqualTo("0");
      dialect.rollback(connection);
    }
  }
}
