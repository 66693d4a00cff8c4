package io.github.gdprkit.jdbc.cluster;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of the queue that db-scheduler has no words for: a task that came once more while it
 * was worked on, and an end of work that another node's takeover makes void without an error. Each
 * is one statement, committed by itself.
 */
final class TaskQueue {

  private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);

  static final String TABLE = "gdpr_task_queue";

  private static final String KEY = " WHERE task_name = ? AND task_instance = ?";
  private static final String RELEASED =
      " picked = ?, picked_by = NULL, last_heartbeat = NULL, version = version + 1, again = 0"
          + KEY
          + " AND picked = ? AND version = ?";

  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

  private final DataSource source;
  private final QueueDialect dialect;
  private final Clock clock;

  TaskQueue(DataSource source, QueueDialect dialect, Clock clock) {
    this.source = source;
    this.dialect = dialect;
    this.clock = clock;
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /**
   * Has the task done now: at once if it waits, at whatever time, and once more if a node works on
   * it.
   */
  void submit(String task, String instance) {
    Instant now = clock.now();
    try {
      boolean isWorkedOn =
          executeAgain(
                  "UPDATE " + TABLE + " SET again = 1" + KEY + " AND picked = ?",
                  s -> {
                    s.setString(1, task);
                    s.setString(2, instance);
                    s.setBoolean(3, true);
                  },
                  false)
              > 0;
      // Whatever begins to work on it from here on, begins after it was submitted.
      if (!isWorkedOn && !bringForward(task, instance, now)) {
        insert(task, instance, now);
      }
    } catch (SQLException e) {
      throw TaskQueueException.of(
          "Nothing was submitted, because the task queue cannot be written; submit it again", e);
    }
  }

  /** Has the task done at this time, unless it waits or is worked on already. */
  void submitUnlessThere(String task, String instance, Instant at) {
    try {
      insert(task, instance, at);
    } catch (SQLException e) {
      throw TaskQueueException.of("The task queue cannot be written; nothing was submitted", e);
    }
  }

  /** Has a task that waits for a later time done at this one. */
  void notLaterThan(String task, String instance, Instant at) {
    try {
      bringForward(task, instance, at);
    } catch (SQLException e) {
      throw TaskQueueException.of("The task queue cannot be written; nothing was changed", e);
    }
  }

  private boolean bringForward(String task, String instance, Instant at) throws SQLException {
    return executeAgain(
            "UPDATE "
                + TABLE
                + " SET execution_time = ?"
                + KEY
                + " AND picked = ? AND execution_time > ?",
            s -> {
              dialect.times().setInstant(s, 1, at);
              s.setString(2, task);
              s.setString(3, instance);
              s.setBoolean(4, false);
              dialect.times().setInstant(s, 5, at);
            },
            false)
        > 0;
  }

  private void insert(String task, String instance, Instant at) throws SQLException {
    executeAgain(
        dialect.insertUnlessThere(
            TABLE
                + " (task_name, task_instance, execution_time, picked, version)"
                + " VALUES (?, ?, ?, ?, 1)"),
        s -> {
          s.setString(1, task);
          s.setString(2, instance);
          dialect.times().setInstant(s, 3, at);
          s.setBoolean(4, false);
        },
        false);
  }

  /**
   * The task is done: forgotten, unless it came once more meanwhile.
   *
   * @return whether it waits again
   */
  boolean done(Execution execution) {
    int gone =
        end(
            execution,
            "DELETE FROM " + TABLE + KEY + " AND picked = ? AND version = ? AND again = 0",
            s -> key(s, 1, execution));
    return gone == 0 && doneUntil(execution, clock.now());
  }

  /**
   * The task is done, until this time.
   *
   * @return whether it waits again, and not with another node
   */
  boolean doneUntil(Execution execution, Instant next) {
    Instant now = clock.now();
    int changed =
        end(
            execution,
            "UPDATE "
                + TABLE
                + " SET execution_time = ?, last_success = ?, consecutive_failures = 0,"
                + RELEASED,
            s -> {
              dialect.times().setInstant(s, 1, next);
              dialect.times().setInstant(s, 2, now);
              s.setBoolean(3, false);
              key(s, 4, execution);
            });
    if (changed == 0) {
      LOG.info("{} was taken over by another node meanwhile", execution.getId());
    }
    return changed > 0;
  }

  /** The task failed, and is done at this time, or now if it came once more meanwhile. */
  void failed(Execution execution, Instant next) {
    Instant now = clock.now();
    end(
        execution,
        // The time first: in MariaDB what stands before is changed already.
        "UPDATE "
            + TABLE
            + " SET execution_time = CASE WHEN again = 1 THEN ? ELSE ? END, last_failure = ?,"
            + " consecutive_failures = ?,"
            + RELEASED,
        s -> {
          dialect.times().setInstant(s, 1, now);
          dialect.times().setInstant(s, 2, next);
          dialect.times().setInstant(s, 3, now);
          s.setInt(4, execution.consecutiveFailures + 1);
          s.setBoolean(5, false);
          key(s, 6, execution);
        });
  }

  /**
   * The node that worked on the task is dead, unless its heartbeat came after this was read.
   *
   * @return whether the task is to be done at this time
   */
  boolean revived(Execution execution, Instant next) {
    Instant now = clock.now();
    return end(
            execution,
            "UPDATE "
                + TABLE
                + " SET execution_time = ?, last_failure = ?, consecutive_failures = ?,"
                + RELEASED
                + " AND last_heartbeat <= ?",
            s -> {
              dialect.times().setInstant(s, 1, next);
              dialect.times().setInstant(s, 2, now);
              s.setInt(3, execution.consecutiveFailures + 1);
              s.setBoolean(4, false);
              key(s, 5, execution);
              dialect.times().setInstant(s, 9, execution.lastHeartbeat);
            })
        > 0;
  }

  private static void key(PreparedStatement statement, int from, Execution execution)
      throws SQLException {
    statement.setString(from, execution.getTaskName());
    statement.setString(from + 1, execution.getId());
    statement.setBoolean(from + 2, true);
    statement.setLong(from + 3, execution.version);
  }

  /**
   * Tries for a while, whatever the failure is, such as a deadlock or a restart of the server. What
   * cannot be written then is found without a heartbeat, and done again.
   */
  private int end(Execution execution, String sql, Parameters parameters) {
    try {
      return executeAgain(sql, parameters, true);
    } catch (SQLException e) {
      LOG.warn(
          "The end of the work on {} could not be noted ({}); it is worked on once more",
          execution.getId(),
          TaskQueueException.codes(e));
      return -1;
    }
  }

  private int executeAgain(String sql, Parameters parameters, boolean whateverFails)
      throws SQLException {
    long pause = FIRST_PAUSE.toNanos();
    for (int tries = 1; ; tries++) {
      try {
        return execute(sql, parameters);
      } catch (SQLException e) {
        if (tries == ATTEMPTS || !whateverFails && !dialect.isBusy(e)) {
          throw e;
        }
        LockSupport.parkNanos(pause);
        pause *= 3;
      }
    }
  }

  private int execute(String sql, Parameters parameters) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        parameters.set(statement);
        return statement.executeUpdate();
      } finally {
        if (!autoCommit) {
          connection.setAutoCommit(false);
        }
      }
    }
  }
}
