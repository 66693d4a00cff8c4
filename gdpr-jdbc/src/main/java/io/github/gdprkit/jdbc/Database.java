package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on connections of the user's data source, one connection for each piece of work and
 * none kept. Work that met another process is done again, a bounded number of times.
 */
final class Database {

  /** What is done with a connection. Can be run again after it threw. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private static final int ATTEMPTS = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

  private final DataSource source;
  private final Dialect dialect;
  private final boolean mustBeDurable;

  /** The threads of one process queue here, in order, and not in the database, by luck. */
  private final ReentrantLock writer = new ReentrantLock(true);

  private Database(DataSource source, Dialect dialect, boolean mustBeDurable) {
    this.source = source;
    this.dialect = dialect;
    this.mustBeDurable = mustBeDurable;
  }

  static Database of(DataSource source, boolean mustBeDurable) {
    try (Connection connection = source.getConnection()) {
      return new Database(source, Dialect.of(connection), mustBeDurable);
    } catch (SQLException e) {
      throw failure("The database cannot be opened", e);
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /** Refuses a database that is not durable, unless it need not be. */
  void checkDurability(Connection connection) throws SQLException {
    if (mustBeDurable) {
      dialect.checkDurability(connection);
    }
  }

  /** Work that only reads, with one statement, or begins its own transaction. */
  <T> T read(Work<T> work) {
    return again(() -> connected(work));
  }

  /**
   * Work that writes, in one transaction. When this returns the transaction is committed; when it
   * throws it is not, except where the exception says that this is not known.
   */
  <T> T write(Work<T> work) {
    return alone(connection -> inTransaction(connection, work));
  }

  /** Work that no other thread of this process shall be in the way of, without a transaction. */
  <T> T alone(Work<T> work) {
    if (!dialect.hasOneWriter()) {
      return read(work);
    }
    writer.lock();
    try {
      return read(work);
    } finally {
      writer.unlock();
    }
  }

  private interface Attempt<T> {
    T run() throws SQLException;
  }

  private <T> T again(Attempt<T> attempt) {
    long pause = FIRST_PAUSE.toNanos();
    for (int tries = 1; ; tries++) {
      try {
        return attempt.run();
      } catch (SQLException e) {
        // Who loses a race for a key looks again, and finds who won it.
        boolean worthIt = dialect.isBusy(e) || dialect.isUniqueViolation(e);
        if (!worthIt || tries == ATTEMPTS) {
          throw failure(reason(e) + ", and nothing was written", e);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
        pause *= 2;
      }
    }
  }

  private String reason(SQLException e) {
    if (dialect.isBusy(e)) {
      return "Others kept the database busy";
    }
    return dialect.isDisconnected(e)
        ? "The database cannot be reached, or the connection to it was lost"
        : "The database failed";
  }

  private <T> T connected(Work<T> work) throws SQLException {
    Connection connection = source.getConnection();
    boolean autoCommit = true;
    try {
      autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
      if (mustBeDurable && dialect.checksEachConnection()) {
        dialect.checkDurability(connection);
      }
      return work.on(connection);
    } finally {
      giveBack(connection, autoCommit);
    }
  }

  /**
   * As it was. The work is done or has failed before, and what goes wrong here makes it neither
   * undone nor worse.
   */
  private static void giveBack(Connection connection, boolean autoCommit) {
    try (connection) {
      if (!connection.isClosed() && connection.getAutoCommit() != autoCommit) {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      LOG.debug("A connection could not be given back as it was, SQLState {}", e.getSQLState());
    }
  }

  private <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
    dialect.begin(connection, mustBeDurable);
    T result;
    try {
      result = work.on(connection);
    } catch (SQLException | RuntimeException | Error e) {
      rollback(connection, e);
      throw e;
    }
    try {
      dialect.commit(connection);
    } catch (SQLException e) {
      rollback(connection, e);
      if (dialect.isBusy(e)) {
        throw e;
      }
      throw failure(
          "The database failed in the moment of the commit, so that it is not known whether"
              + " anything was written; read again before you retry",
          e);
    }
    return result;
  }

  /** A transaction that cannot be ended must not be met by who gets the connection next. */
  private void rollback(Connection connection, Throwable reason) {
    try {
      dialect.rollback(connection);
    } catch (SQLException e) {
      reason.addSuppressed(e);
      abort(connection);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      LOG.debug("A connection that failed could not be ended either");
    }
  }

  /** Keeps the codes and the stack, and leaves the message out: it can quote what was written. */
  static EvidenceStoreException failure(String what, SQLException e) {
    String codes = "SQLState " + e.getSQLState() + ", code " + e.getErrorCode();
    SQLException quiet = new SQLException(codes, e.getSQLState(), e.getErrorCode());
    quiet.setStackTrace(e.getStackTrace());
    return new EvidenceStoreException(
        what + " (" + codes + "); put it right and do the same again", quiet);
  }
}
