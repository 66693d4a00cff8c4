package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.StaleStreamException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
import org.sqlite.SQLiteErrorCode;

/** What is in the way for a moment, for good, and in the very moment of the commit. */
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
  void saysWhenItIsNotKnownWhetherTheCommitWasDone() {
    JdbcRequestStore store =
        JdbcRequestStore.open(new FakeDataSource(() -> losingTheReply(source.getConnection())));

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> store.append(CHOIR, List.of(draft())))
        .withMessageContaining("not known whether")
        .withMessageContaining("read again");

    assertThat(store.head(CHOIR).seq()).as("it was").isOne();
    assertThatExceptionOfType(StaleStreamException.class)
        .as("so whoever retries blindly is stopped")
        .isThrownBy(() -> store.append(CHOIR, List.of(draft())));
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

  /** Commits, and fails as if the answer got lost. */
  private static Connection losingTheReply(Connection real) {
    return proxy(
        Connection.class,
        real,
        (arguments, result) ->
            result instanceof Statement statement && arguments == null
                ? proxy(Statement.class, statement, BusyDatabaseTest::loseTheReply)
                : result);
  }

  private static Object loseTheReply(Object[] arguments, Object result) throws SQLException {
    if (arguments != null && "COMMIT".equals(arguments[0])) {
      throw new SQLException("The answer got lost", null, SQLiteErrorCode.SQLITE_IOERR.code);
    }
    return result;
  }

  private interface Answer {
    Object to(Object[] arguments, Object result) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T real, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return answer.to(arguments, method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
