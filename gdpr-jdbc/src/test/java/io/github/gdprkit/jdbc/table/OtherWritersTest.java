package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.jdbc.GdprSqlite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherWritersTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int NOBODY = Integer.MAX_VALUE;

  @TempDir private Path folder;
  private GdprSqlite database;
  private Connection erasing;
  private Connection other;

  /** How many milliseconds were paused so far, and after how many the other connection writes. */
  private int paused;

  private int writesAfter = NOBODY;

  private final OtherWriters others = new OtherWriters(Engine.SQLITE, this::pause);

  @BeforeEach
  void open() throws SQLException {
    database = GdprSqlite.dataSource(folder.resolve("notes.db"));
    erasing = database.getConnection();
    other = database.getConnection();
    run(other, "CREATE TABLE notes (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() throws SQLException {
    erasing.close();
    other.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2",
    "1, 3",
    "2, 3",
    "40, 21",
    "52, 21",
    "53, 26",
    "127, 26",
    "128, 51",
    "900, 101"
  })
  void pausesUntilWhoeverWaitedForTheBatchHasLookedAgain(int heldMillis, int pauseMillis)
      throws SQLException {
    batch(heldMillis);

    assertThat(paused).isEqualTo(pauseMillis);
  }

  @Test
  void goesOnAsSoonAsSomebodyHasWritten() throws SQLException {
    writesAfter = 4;

    batch(900);

    assertThat(paused).isEqualTo(4);
  }

  @Test
  void pausesAfterEachBatchWhileSomebodyWrites() throws SQLException {
    for (int batch = 1; batch <= 20; batch++) {
      writesAfter = paused + 2;

      batch(900);

      assertThat(paused).isEqualTo(2 * batch);
    }
  }

  @Test
  void pausesAfterEverySixteenthBatchWhenNobodyWrites() throws SQLException {
    for (int batch = 0; batch < 33; batch++) {
      batch(40);
    }

    assertThat(paused).isEqualTo(3 * 21);
  }

  @Test
  void pausesAgainWhenSomebodyHasWrittenMeanwhile() throws SQLException {
    batch(40);
    batch(40);

    long state = others.state(erasing);
    run(other, "INSERT INTO notes DEFAULT VALUES");
    others.letIn(erasing, state, 40 * MILLI);

    assertThat(paused).isEqualTo(2 * 21);
  }

  @Test
  void takesItsOwnBatchForNobodyElses() throws SQLException {
    batch(40);

    long state = others.state(erasing);
    run(erasing, "INSERT INTO notes DEFAULT VALUES");
    others.letIn(erasing, state, 40 * MILLI);

    assertThat(paused).isEqualTo(21);
  }

  @Test
  void neitherAsksNorPausesWhereRowsAreLocked() throws SQLException {
    OtherWriters rowLocks = new OtherWriters(Engine.POSTGRESQL, this::pause);
    erasing.close();

    rowLocks.letIn(erasing, rowLocks.state(erasing), 900 * MILLI);

    assertThat(paused).isZero();
  }

  private void batch(int heldMillis) throws SQLException {
    others.letIn(erasing, others.state(erasing), heldMillis * MILLI);
  }

  private void pause(long nanos) {
    paused += (int) (nanos / MILLI);
    if (paused == writesAfter) {
      try {
        run(other, "INSERT INTO notes DEFAULT VALUES");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
