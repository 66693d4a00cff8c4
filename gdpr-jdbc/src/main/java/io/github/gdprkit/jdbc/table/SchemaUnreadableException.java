package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.GdprException;
import java.sql.SQLException;

/**
 * The tables and columns of the database could not be read, so nobody knows whether they are
 * covered. Put right what the codes tell, and check again.
 */
public final class SchemaUnreadableException extends GdprException {
  private static final long serialVersionUID = 1L;

  SchemaUnreadableException(SQLException cause) {
    super(
        "The tables and columns of the database cannot be read ("
            + codes(cause)
            + "); put it right and check again",
        quiet(cause));
  }

  private static String codes(SQLException e) {
    return "SQLState " + e.getSQLState() + ", code " + e.getErrorCode();
  }

  /** Keeps the codes and the stack, and leaves the message out: drivers quote data in it. */
  private static SQLException quiet(SQLException e) {
    SQLException quiet = new SQLException(codes(e), e.getSQLState(), e.getErrorCode());
    quiet.setStackTrace(e.getStackTrace());
    return quiet;
  }
}
