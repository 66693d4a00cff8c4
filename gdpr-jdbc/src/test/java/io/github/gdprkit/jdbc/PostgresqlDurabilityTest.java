package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of PostgreSQL that are really other ones. */
@GdprReference(
    article = "5(1)(f)",
    text = "protection against unauthorised or unlawful processing and against accidental loss")
class PostgresqlDurabilityTest {

  private String level = "on";

  private final TestDatabase database = Databases.emptyPostgresql();

  /** What a session cannot change, and a server not while it runs when it was told at its start. */
  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes"})
  void refusesAServerWithoutTheSetting(String setting) {
    try (DatabaseServer server = DatabaseServer.newPostgresql(Map.of(setting, "off"));
        TestDatabase unsafe = server.newDatabase()) {
      GdprSchema.migrate(unsafe.dataSource());

      assertThatExceptionOfType(UnsafeDurabilityException.class)
          .isThrownBy(() -> JdbcRequestStore.open(unsafe.dataSource()))
          .withMessageContaining("PostgreSQL")
          .withMessageContaining(setting + " = off")
          .withMessageContaining("set it to on");
      JdbcRequestStore.allowUnsafeDurabilityForTests(unsafe.dataSource())
          .append(CHOIR, List.of(draft()));
    }
  }

  @Test
  void refusesConnectionsThatDoNotWaitForTheDisk() {
    try (HikariDataSource hasty =
        TestDatabase.pool(database.url() + "&options=-c%20synchronous_commit=off")) {
      assertThatExceptionOfType(UnsafeDurabilityException.class)
          .isThrownBy(() -> JdbcRequestStore.open(hasty))
          .withMessageContaining("synchronous_commit = off")
          .withMessageContaining("set it to on");
      JdbcRequestStore.allowUnsafeDurabilityForTests(hasty).append(CHOIR, List.of(draft()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "remote_write", "on", "remote_apply"})
  void takesConnectionsThatWaitAtLeastForTheirOwnDisk(String level) {
    try (HikariDataSource source =
        TestDatabase.pool(database.url() + "&options=-c%20synchronous_commit=" + level)) {
      JdbcRequestStore.open(source).append(CHOIR, List.of(draft()));
    }
  }

  @Test
  void asksEachTransactionAndNotOnlyTheFirst() {
    JdbcRequestStore store =
        JdbcRequestStore.open(
            new FakeDataSource(
                () -> {
                  Connection connection = database.dataSource().getConnection();
                  try (Statement statement = connection.createStatement()) {
                    statement.execute("SET synchronous_commit = " + level);
                  }
                  return connection;
                }));
    store.append(CHOIR, List.of(draft()));
    level = "off";

    assertThatExceptionOfType(UnsafeDurabilityException.class)
        .isThrownBy(
            () -> store.append(CHOIR, List.of(Requests.draft(Requests.header("r-1", 2), 1))));

    level = "on";
    assertThat(store.head(CHOIR).seq()).isOne();
  }

  @Test
  void knowsThatAServerWhichOnlyReadsHasWrittenNothing() {
    level = "off";
    JdbcRequestStore store =
        JdbcRequestStore.open(
            new FakeDataSource(
                () -> {
                  Connection connection = database.dataSource().getConnection();
                  try (Statement statement = connection.createStatement()) {
                    statement.execute("SET default_transaction_read_only = " + level);
                  }
                  return connection;
                }));
    store.append(CHOIR, List.of(draft()));
    level = "on";

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(
            () -> store.append(CHOIR, List.of(Requests.draft(Requests.header("r-1", 2), 1))))
        .withMessageContaining("nothing was written");

    level = "off";
    assertThat(store.head(CHOIR).seq()).isOne();
  }

  @Test
  void refusesATableThatACrashEmpties() {
    Databases.execute(database.dataSource(), "ALTER TABLE gdpr_evidence SET UNLOGGED");
    try {
      assertThatExceptionOfType(UnsafeDurabilityException.class)
          .isThrownBy(() -> JdbcRequestStore.open(database.dataSource()))
          .withMessageContaining("UNLOGGED");
    } finally {
      Databases.execute(database.dataSource(), "ALTER TABLE gdpr_evidence SET LOGGED");
    }
  }

  private static EvidenceDraft draft() {
    return Requests.draft(Requests.header("r-1", 1), 0);
  }
}
