package io.github.gdprkit.jdbc.cluster;

import io.github.gdprkit.GdprException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The table of the task queue is not there, is of another version, or its database failed. */
public final class TaskQueueException extends GdprException {
  private static final long serialVersionUID = 1L;

  TaskQueueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Keeps the codes, and leaves the message of the driver out: it can quote what was written. */
  static TaskQueueException of(String what, SQLException e) {
    String codes = codes(e);
    SQLException quiet = new SQLException(codes, e.getSQLState(), e.getErrorCode());
    quiet.setStackTrace(e.getStackTrace());
    return new TaskQueueException(what + " (" + codes + ")", quiet);
  }

  static String codes(SQLException e) {
    return "SQLState " + e.getSQLState() + ", code " + e.getErrorCode();
  }
}
