package io.github.gdprkit.jdbc.cluster;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's clock, which all nodes share: whether a node is dead is a question of its
 * heartbeats and not of who set which clock. Read now and then; in between the time is counted on
 * from the last reading, by a clock that nobody sets.
 */
final class DatabaseClock implements Clock {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

  /** The answer of a query that took longer says too little about now. */
  private static final Duration SLOWEST = Duration.ofSeconds(1);

  private final DataSource source;
  private final QueueDialect dialect;
  private final long readAgainAfter;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Reading last;
  private volatile long tried;

  private record Reading(Instant time, long ticks, long tookNanos) {}

  /**
   * Reads the clock.
   *
   * @param readAgainAfter for how long one reading is counted on
   */
  DatabaseClock(DataSource source, QueueDialect dialect, Duration readAgainAfter) {
    this.source = source;
    this.dialect = dialect;
    this.readAgainAfter = readAgainAfter.toNanos();
    try {
      this.last = read();
    } catch (SQLException e) {
      throw TaskQueueException.of("The clock of the database cannot be read", e);
    }
    this.tried = last.ticks();
  }

  @Override
  public Instant now() {
    if (System.nanoTime() - tried > readAgainAfter && reading.tryLock()) {
      try {
        readAgain();
      } finally {
        reading.unlock();
      }
    }
    Reading from = last;
    // As precise as the databases are: a time that they round up would lie in the future.
    return from.time()
        .plusNanos(System.nanoTime() - from.ticks())
        .truncatedTo(dialect == QueueDialect.SQLITE ? ChronoUnit.MILLIS : ChronoUnit.MICROS);
  }

  private void readAgain() {
    try {
      Reading next = read();
      if (next.tookNanos() <= SLOWEST.toNanos()) {
        last = next;
      }
    } catch (SQLException e) {
      // Whoever asked for the time is about to find out himself.
      LOG.debug("The clock of the database cannot be read: {}", TaskQueueException.codes(e));
    }
    tried = System.nanoTime();
  }

  private Reading read() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      long before = System.nanoTime();
      try (ResultSet row = statement.executeQuery(dialect.now())) {
        row.next();
        Instant time = dialect.time(row);
        long took = System.nanoTime() - before;
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        return new Reading(time, before + took / 2, took);
      }
    }
  }
}
