package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** What the server said no to was not written; what ended the connection may have been. */
  @ParameterizedTest
  @CsvSource({
    "23505, true",
    "40001, true",
    "40P01, true",
    "55P03, true",
    "P0001, true",
    "25006, true",
    "57014, true",
    "40003, false",
    "57P01, false",
    "25P03, false",
    "25P04, false",
    "08006, false",
    "53100, false",
    "XX000, false",
    ", false"
  })
  void isCertainOfWhatWasRefused(String state, boolean isRefused) {
    assertThat(new PostgresqlDialect().isRefused(new SQLException("no", state)))
        .isEqualTo(isRefused);
  }
}
