package io.github.gdprkit.jdbc.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets others write between two batches. SQLite has one writer at a time and no queue: who waits
 * sleeps and looks again, for longer the longer it waited, and one who takes the lock again at once
 * keeps them out for many batches. So a batch is followed by a pause in which everybody looks who
 * waited for it. It ends as soon as somebody has written. When nobody has, nobody waits, and the
 * next batches go without. Other databases lock rows. Safe for use by many threads.
 */
final class OtherWriters {

  /** Waits for so many nanoseconds. */
  interface Pause {
    void of(long nanos);
  }

  /** What SQLite sleeps between two looks, one after the other, in milliseconds; then the last. */
  private static final int[] SLEEPS = {1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100};

  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int WITHOUT_PAUSE = 15;

  private final Engine engine;
  private final Pause pause;

  /** How many of the next batches go without a pause. */
  private int unasked;

  OtherWriters(Engine engine) {
    this(engine, LockSupport::parkNanos);
  }

  OtherWriters(Engine engine, Pause pause) {
    this.engine = engine;
    this.pause = pause;
  }

  /** What changes when somebody else writes, for {@link #letIn} after the batch. */
  long state(Connection connection) throws SQLException {
    if (engine != Engine.SQLITE) {
      return 0;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA data_version")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Pauses, when it is time to.
   *
   * @param connection on which the batch was, with no transaction
   * @param before the state before the batch
   * @param held how many nanoseconds the batch took
   */
  void letIn(Connection connection, long before, long held) throws SQLException {
    if (engine != Engine.SQLITE) {
      return;
    }
    long after = state(connection);
    if (!isTime(after != before)) {
      return;
    }
    long rest = sleep(held) + LOOK;
    while (rest > 0) {
      pause.of(LOOK);
      rest -= LOOK;
      if (state(connection) != after) {
        return;
      }
    }
    nobodyCame();
  }

  private synchronized boolean isTime(boolean somebodyWrote) {
    if (somebodyWrote) {
      unasked = 0;
    }
    if (unasked == 0) {
      return true;
    }
    unasked--;
    return false;
  }

  private synchronized void nobodyCame() {
    unasked = WITHOUT_PAUSE;
  }

  /** How long somebody sleeps at most at the end of a wait like this. */
  private static long sleep(long waited) {
    long looked = 0;
    for (int millis : SLEEPS) {
      long sleep = TimeUnit.MILLISECONDS.toNanos(millis);
      looked += sleep;
      if (looked > waited) {
        return sleep;
      }
    }
    return TimeUnit.MILLISECONDS.toNanos(SLEEPS[SLEEPS.length - 1]);
  }
}
