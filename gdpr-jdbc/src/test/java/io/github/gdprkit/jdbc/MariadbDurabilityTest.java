package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of a MariaDB of its own, with a binary log, which are really changed. */
@GdprReference(
    article = "5(1)(f)",
    text = "protection against unauthorised or unlawful processing and against accidental loss")
class MariadbDurabilityTest {

  private static DatabaseServer server;

  private TestDatabase database;

  @BeforeAll
  static void start() {
    server = DatabaseServer.newMariadb("--log-bin", "--sync-binlog=1");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void createTables() {
    database = server.newDatabase();
    GdprSchema.migrate(database.dataSource());
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "innodb_flush_log_at_trx_commit, 0, 1, 1",
    "innodb_flush_log_at_trx_commit, 2, 1, 1",
    "innodb_doublewrite, OFF, ON, ON",
    "sync_binlog, 0, 1, 1",
    "sync_binlog, 1000, 1, 1"
  })
  void refusesAServerWhoseSettingIs(String setting, String unsafe, String needed, String safe) {
    JdbcRequestStore store = JdbcRequestStore.open(database.dataSource());
    set(setting, unsafe);
    try {
      assertThatExceptionOfType(UnsafeDurabilityException.class)
          .isThrownBy(() -> JdbcRequestStore.open(database.dataSource()))
          .withMessageContaining("MariaDB")
          .withMessageContaining(setting + " = ")
          .withMessageContaining("set it to " + needed);
      assertThatExceptionOfType(UnsafeDurabilityException.class)
          .as("a store that was opened before")
          .isThrownBy(() -> store.append(CHOIR, List.of(draft())));
      assertThat(store.head(CHOIR).seq()).as("whose owner can still read").isZero();
      assertThatCode(() -> JdbcRequestStore.allowUnsafeDurabilityForTests(database.dataSource()))
          .doesNotThrowAnyException();
    } finally {
      set(setting, safe);
    }
    store.append(CHOIR, List.of(draft()));
  }

  @ParameterizedTest
  @CsvSource({
    "binlog_format='STATEMENT', binlog_format = STATEMENT",
    "sql_mode='', sql_mode = ",
    "sql_mode='ANSI', sql_mode = ",
    "foreign_key_checks=0, foreign_key_checks = 0",
    "unique_checks=0, unique_checks = 0"
  })
  void refusesConnectionsOn(String variables, String named) {
    try (HikariDataSource source =
        TestDatabase.pool(database.url() + "&sessionVariables=" + variables)) {
      assertThatExceptionOfType(UnsafeDurabilityException.class)
          .isThrownBy(() -> JdbcRequestStore.open(source))
          .withMessageContaining(named);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "TRADITIONAL"})
  void takesConnectionsThatRefuseWhatDoesNotFit(String mode) {
    try (HikariDataSource source =
        TestDatabase.pool(database.url() + "&sessionVariables=sql_mode='" + mode + "'")) {
      JdbcRequestStore.open(source).append(CHOIR, List.of(draft()));
    }
  }

  @Test
  void refusesATableThatKnowsNoTransactions() {
    Databases.execute(database.dataSource(), "ALTER TABLE gdpr_sheet ENGINE = Aria");

    assertThatExceptionOfType(UnsafeDurabilityException.class)
        .isThrownBy(() -> JdbcRequestStore.open(database.dataSource()))
        .withMessageContaining("InnoDB");
  }

  private void set(String setting, String value) {
    Databases.execute(database.dataSource(), "SET GLOBAL " + setting + " = " + value);
  }

  private static EvidenceDraft draft() {
    return Requests.draft(Requests.header("r-1", 1), 0);
  }
}
