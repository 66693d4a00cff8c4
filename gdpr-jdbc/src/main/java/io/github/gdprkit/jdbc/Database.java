package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on connections of the user's data source, one connection for each piece of work and
 * none kept. Work that met another process is done again, a bounded number of times; where it is
 * not known whether a commit was done, this looks, and never guesses.
 */
final class Database {

  /** What is done with a connection. Can be run again after it threw. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** What a transaction leaves behind when it was committed. */
  interface Trace<T> {

    /** Waits until the transaction has ended, and says whether what it leaves is there. */
    boolean isThere(Connection connection, T result) throws SQLException;
  }

  /** A statement that writes one row, or none, and commits by itself. */
  interface AtOnce<T> {

    /** The statement with its values; sends nothing that writes. */
    PreparedStatement prepare(Connection connection) throws SQLException;

    /** What is there when it has written. */
    T hoped();
  }

  private static final int ATTEMPTS = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FIRST_LOOK = Duration.ofMillis(20);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  private final DataSource source;
  private final Dialect dialect;
  private final boolean mustBeDurable;
  private final Duration patience;

  /** The threads of one process queue here, in order, and not in the database, by luck. */
  private final ReentrantLock writer = new ReentrantLock(true);

  private Database(DataSource source, Dialect dialect, boolean mustBeDurable, Duration patience) {
    this.source = source;
    this.dialect = dialect;
    this.mustBeDurable = mustBeDurable;
    this.patience = patience;
  }

  static Database of(DataSource source, boolean mustBeDurable) {
    return of(source, mustBeDurable, PATIENCE);
  }

  /** How long to look for a database that got lost in a commit. */
  static Database of(DataSource source, boolean mustBeDurable, Duration patience) {
    try (Connection connection = source.getConnection()) {
      return new Database(source, Dialect.of(connection), mustBeDurable, patience);
    } catch (SQLException e) {
      throw failure("The database cannot be opened", e);
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /** Another condition for a statement that has some, or nothing when it need not be durable. */
  String andIsDurable() {
    return mustBeDurable ? " AND " + dialect.isDurable() : "";
  }

  /** Refuses a database that is not durable, unless it need not be. */
  void checkDurability(Connection connection) throws SQLException {
    if (mustBeDurable) {
      dialect.checkDurability(connection);
    }
  }

  /** Work that only reads, with one statement, or begins its own transaction. */
  <T> T read(Work<T> work) {
    return again(work);
  }

  /**
   * Work that writes, in one transaction. When this returns the transaction is committed; when it
   * throws it is not, except where the exception says that this is not known: the connection died
   * in the commit, and the work leaves nothing to know it by.
   */
  <T> T write(Work<T> work) {
    try {
      return alone(inTransaction(work));
    } catch (UnknownCommitException e) {
      throw notKnown(e);
    }
  }

  /**
   * Work that writes, in one transaction. When this returns the transaction is committed; when it
   * throws it is not, except where the exception says that the database cannot be reached.
   *
   * <p>When the connection dies in the commit, the trace is looked for on another one. So nothing
   * is written twice, and nothing that was written is said not to be.
   */
  <T> T write(Work<T> work, Trace<? super T> trace) {
    AtomicReference<T> last = new AtomicReference<>();
    Work<T> remembered =
        connection -> {
          T result = work.on(connection);
          last.set(result);
          return result;
        };
    try {
      return alone(inTransaction(remembered));
    } catch (UnknownCommitException e) {
      T result = Objects.requireNonNull(last.get(), "result");
      if (untilReached(e, connection -> look(connection, trace, result))) {
        return result;
      }
      throw failure("The connection was lost in the commit, and nothing was written", e.lost);
    }
  }

  /**
   * Work of one statement that commits by itself, and where that wrote nothing the same work in a
   * transaction. When this returns it is committed; when it throws it is not, except where the
   * exception says that the database cannot be reached.
   *
   * <p>When the answer to the statement gets lost, the statement may not even have begun. So nobody
   * can wait for it, and the work is done, unless the trace is there: see to it that a statement
   * that comes late changes nothing then.
   */
  <T> T writeAtOnce(AtOnce<T> statement, Work<T> work, Trace<? super T> trace) {
    try {
      if (connected(connection -> hasWritten(connection, statement))) {
        return statement.hoped();
      }
    } catch (UnknownCommitException e) {
      return untilReached(e, inTransaction(unlessThere(statement.hoped(), work, trace)));
    } catch (SQLException e) {
      // Nothing was sent yet; the transaction meets the same reason, if it is still there.
      LOG.debug("A statement could not be prepared");
    }
    return write(work, trace);
  }

  /** The work, unless what was hoped for is there, or what this did when it was tried before. */
  private <T> Work<T> unlessThere(T hoped, Work<T> work, Trace<? super T> trace) {
    AtomicReference<T> last = new AtomicReference<>(hoped);
    return connection -> {
      dialect.limitWaiting(connection);
      for (T tried : List.of(hoped, last.get())) {
        if (trace.isThere(connection, tried)) {
          return tried;
        }
      }
      T result = work.on(connection);
      last.set(result);
      return result;
    };
  }

  private boolean hasWritten(Connection connection, AtOnce<?> statement) throws SQLException {
    PreparedStatement prepared = statement.prepare(connection);
    try {
      return prepared.executeUpdate() == 1;
    } catch (SQLException e) {
      if (dialect.isRefused(e)) {
        return false;
      }
      throw new UnknownCommitException(e);
    } finally {
      closeQuietly(prepared);
    }
  }

  /** What it did is done. */
  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      LOG.debug("A statement could not be closed");
    }
  }

  /**
   * Work that writes, in one transaction, and that does no harm when it is done twice: it is done
   * again when the connection dies in the commit.
   */
  <T> T writeRepeatably(Work<T> work) {
    try {
      return alone(inTransaction(work));
    } catch (UnknownCommitException e) {
      return untilReached(e, inTransaction(work));
    }
  }

  private <T> boolean look(Connection connection, Trace<? super T> trace, T result)
      throws SQLException {
    dialect.begin(connection, false);
    try {
      dialect.limitWaiting(connection);
      return trace.isThere(connection, result);
    } finally {
      dialect.rollback(connection);
    }
  }

  /** Tries on one connection after the other until the database answers, or patience ends. */
  private <T> T untilReached(UnknownCommitException unknown, Work<T> work) {
    long from = System.nanoTime();
    long pause = FIRST_LOOK.toNanos();
    while (true) {
      try {
        return once(work);
      } catch (SQLException | UnknownCommitException e) {
        if (System.nanoTime() - from > patience.toNanos()) {
          throw notKnown(unknown);
        }
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_LOOK.toNanos());
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    if (!dialect.hasOneWriter()) {
      return connected(work);
    }
    writer.lock();
    try {
      return connected(work);
    } finally {
      writer.unlock();
    }
  }

  private static EvidenceStoreException notKnown(UnknownCommitException unknown) {
    return new EvidenceStoreException(
        "The connection was lost in the commit, so that it is not known whether anything was written ("
            + codes(unknown.lost)
            + "); read again before you retry",
        quiet(unknown.lost));
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

  /** The answer to a commit got lost. Never leaves this class. */
  private static final class UnknownCommitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException lost;

    UnknownCommitException(SQLException lost) {
      super(null, null, false, false);
      this.lost = lost;
    }
  }

  private <T> T again(Work<T> work) {
    long pause = FIRST_PAUSE.toNanos();
    for (int tries = 1; ; tries++) {
      try {
        return connected(work);
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
    Connection connection =
        source instanceof GdprSqlite sqlite ? sqlite.borrow() : source.getConnection();
    boolean autoCommit = true;
    boolean isDone = false;
    try {
      autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
      if (mustBeDurable && dialect.checksEachConnection()) {
        dialect.checkDurability(connection);
      }
      T result = work.on(connection);
      isDone = true;
      return result;
    } finally {
      giveBack(connection, autoCommit, isDone);
    }
  }

  /**
   * As it was. The work is done or has failed before, and what goes wrong here makes it neither
   * undone nor worse.
   */
  private void giveBack(Connection connection, boolean autoCommit, boolean isDone) {
    try {
      if (source instanceof GdprSqlite sqlite) {
        sqlite.giveBack(connection, isDone);
      } else {
        giveBack(connection, autoCommit);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debug("A connection could not be given back as it was");
    }
  }

  private static void giveBack(Connection connection, boolean autoCommit) throws SQLException {
    try (connection) {
      if (!connection.isClosed() && connection.getAutoCommit() != autoCommit) {
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private <T> Work<T> inTransaction(Work<T> work) {
    return connection -> inTransaction(connection, work);
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
      throw new UnknownCommitException(e);
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
    return new EvidenceStoreException(
        what + " (" + codes(e) + "); put it right and do the same again", quiet(e));
  }

  private static SQLException quiet(SQLException e) {
    SQLException quiet = new SQLException(codes(e), e.getSQLState(), e.getErrorCode());
    quiet.setStackTrace(e.getStackTrace());
    return quiet;
  }

  private static String codes(SQLException e) {
    return "SQLState " + e.getSQLState() + ", code " + e.getErrorCode();
  }
}
