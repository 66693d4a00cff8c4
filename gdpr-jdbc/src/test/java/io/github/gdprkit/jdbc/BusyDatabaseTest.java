package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceStoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way for a moment, and for good. */
class BusyDatabaseTest {

  @TempDir private Path folder;
  private GdprSqlite source;
  private Connection other;

  @BeforeEach
  void openTwice() throws SQLException {
    source = GdprSqlite.dataSource(folder.resolve("gdpr.db"));
    GdprSchema.migrate(source);
    other = source.getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
    source.close();
  }

  @Test
  void triesAgainWhenAnotherProcessWasWriting() throws SQLException {
    AtomicInteger connections = new AtomicInteger();
    JdbcRequestStore store =
        JdbcRequestStore.open(
            new FakeDataSource(
                () -> {
                  if (connections.incrementAndGet() == 4) {
                    execute(other, "COMMIT");
                  }
                  return impatient();
                }));
    execute(other, "BEGIN IMMEDIATE");
    connections.set(0);

    store.append(CHOIR, List.of(draft()));

    assertThat(connections).hasValue(4);
    assertThat(store.head(CHOIR).seq()).isOne();
  }

  @Test
  void givesUpWhenTheDatabaseStaysBusy() throws SQLException {
    JdbcRequestStore store = JdbcRequestStore.open(new FakeDataSource(this::impatient));
    execute(other, "BEGIN IMMEDIATE");

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.append(CHOIR, List.of(draft())))
        .withMessageContaining("busy")
        .withMessageContaining("nothing was written");

    execute(other, "ROLLBACK");
    assertThat(store.head(CHOIR).seq()).isZero();
  }

  @Test
  void givesNoConnectionsAfterItIsClosed() {
    JdbcRequestStore store = JdbcRequestStore.open(source);
    source.close();

    assertThatExceptionOfType(EvidenceStoreException.class).isThrownBy(() -> store.head(CHOIR));
  }

  private static EvidenceDraft draft() {
    return Requests.draft(Requests.header("r-1", 1), 0);
  }

  private Connection impatient() throws SQLException {
    Connection connection = source.getConnection();
    execute(connection, "PRAGMA busy_timeout = 0");
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
