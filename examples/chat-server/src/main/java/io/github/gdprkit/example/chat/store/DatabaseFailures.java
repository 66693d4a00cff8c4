package io.github.gdprkit.example.chat.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of the database means, whichever product it is. */
public final class DatabaseFailures {

  private DatabaseFailures() {}

  /** Other rows still refer to what was to be deleted. */
  public static boolean isReferenced(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY
        : PostgresqlFailures.isReferenced(e);
  }

  /** What to tell somebody at the command line, and what to do. */
  public static String words(SQLException e) {
    if (e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
      return "another program is writing to the database. Wait, then try again";
    }
    return PostgresqlFailures.words(e)
        .orElseGet(
            () ->
                ("the database failed: %s. What was committed before is safe; put the cause right and"
                        + " run the command again")
                    .formatted(e.getMessage()));
  }
}
