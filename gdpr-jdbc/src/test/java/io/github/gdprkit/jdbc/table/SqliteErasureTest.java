package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** What erasures have to do with others who write into the same SQLite file. */
class SqliteErasureTest {

  private static final Scope ANNA = Scope.of(DataSubject.ofAccount("1"));

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void open() throws Exception {
    site = Sites.sqlite(folder);
    site.run(
        "CREATE TABLE notes (id {id}, owner bigint NOT NULL, picture {name})",
        "CREATE TABLE visits (id {id})",
        "INSERT INTO notes (owner, picture) VALUES (1, 'a'), (1, 'b'), (1, 'c'), (2, 'd')");
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void looksWhoElseWritesBetweenBatchesAndNotBehindTheLast() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    TableErasureHook hook =
        notes()
            .leftOut("picture", "Its name")
            .erasing(RowErasure.deletes("They are deleted."))
            .over(countingPlainStatements(site.source(), looks));
    looks.set(0);

    assertThat(Reading.erase(hook, ANNA, 10)).isEqualTo(3);
    assertThat(looks).as("once, before the only batch").hasValue(1);

    site.run("INSERT INTO notes (owner) VALUES (1), (1), (1)");
    assertThat(Reading.erase(hook, ANNA, 2)).isEqualTo(3);
    assertThat(looks).as("before both and between them").hasValueGreaterThan(3);
  }

  @Test
  void deletesRowsWhoseFilesWentWhileSomebodyElseWantedToWrite() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    TableErasureHook hook =
        notes()
            .attachment(
                StoredFile.at("picture", new WritingFiles(refused)), "picture", "The picture")
            .erasing(RowErasure.deletes("They are deleted."))
            .over(site.source());

    assertThat(Reading.erase(hook, ANNA, 10)).isEqualTo(3);
    assertThat(refused).as("others wait for the end of the batch").hasValue(3);
  }

  @Test
  void writesTheKeyOfATombstoneThatWasLookedUpWhileSomebodyElseWantedToWrite() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    TableErasureHook hook =
        notes()
            .leftOut("picture", "Its name")
            .erasing(
                RowErasure.anonymises("They are nobody's.")
                    .toTombstone(
                        "owner",
                        (connection, tombstone) -> {
                          try (Statement statement = connection.createStatement()) {
                            statement.executeQuery("SELECT COUNT(*) FROM visits").close();
                          }
                          visit(refused);
                          return 0L;
                        })
                    .keeping("They stay.", "picture"))
            .over(site.source());

    assertThat(Reading.erase(hook, ANNA, 10)).isEqualTo(3);
    assertThat(refused).hasValue(1);
  }

  private static TableHookBuilder notes() {
    return TableHook.of(Words.of("notes"))
        .table("notes")
        .key("id")
        .everyoneOf(Orders.CONTROLLER)
        .subject("owner", IdentifierType.ACCOUNT, Relation.AUTHOR)
        .number("id", "id", "The number");
  }

  /** Somebody else writes, if that is possible at once. */
  private void visit(AtomicInteger refused) throws SQLException {
    try (Connection other = site.source().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      statement.execute("INSERT INTO visits DEFAULT VALUES");
    } catch (SQLException e) {
      assertThat(e.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_BUSY.code);
      refused.incrementAndGet();
    }
  }

  /** Files in which somebody else wants to write whenever one is deleted. */
  private final class WritingFiles implements StoredFiles {

    private final AtomicInteger refused;

    WritingFiles(AtomicInteger refused) {
      this.refused = refused;
    }

    @Override
    public InputStream open(String name) {
      return InputStream.nullInputStream();
    }

    @Override
    public void delete(String name) throws IOException {
      try {
        visit(refused);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }

  /** Counts the statements that are not prepared, of which an erasure has no others. */
  private static DataSource countingPlainStatements(DataSource source, AtomicInteger plain) {
    return proxy(
        DataSource.class,
        (self, method, arguments) ->
            method.getName().equals("getConnection")
                ? counting(source.getConnection(), plain)
                : invoke(source, method, arguments));
  }

  private static Connection counting(Connection connection, AtomicInteger plain) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("createStatement")) {
            plain.incrementAndGet();
          }
          return invoke(connection, method, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
