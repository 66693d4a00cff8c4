package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Brings a database to the newest version of the tables, one {@code schema/sqlite/V*.sql} after the
 * other.
 */
final class SqliteSchema {

  static final int NEWEST = 3;

  private SqliteSchema() {}

  /** Refuses, before anything is changed, what this server cannot or must not write to. */
  static void refuseForeign(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = version(statement);
      if (version > NEWEST) {
        throw new ChatException(
            ("%s has version %s of the tables, and this server knows versions up to %s. Use the"
                    + " newer server that wrote it, or name another file with --db")
                .formatted(file, version, NEWEST));
      }
      if (version == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") > 0) {
        throw new ChatException(
            "%s is a SQLite database of another application. Name another file with --db"
                .formatted(file));
      }
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
        throw new ChatException(
            "%s is not a SQLite database. Name another file with --db".formatted(file), e);
      }
      throw e;
    }
  }

  /**
   * Safe to run twice at once: the second one waits, and then finds nothing to do. A table that is
   * replaced is gone for a moment while others refer to it, so what they refer to is checked at the
   * end, before anything of it is committed.
   */
  static void upgrade(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      if (version(statement) == NEWEST) {
        return;
      }
      // Within a transaction it could not be switched.
      statement.executeUpdate("PRAGMA foreign_keys = 0");
      try {
        upgrade(statement);
      } finally {
        statement.executeUpdate("PRAGMA foreign_keys = 1");
      }
    }
  }

  private static void upgrade(Statement statement) throws SQLException, IOException {
    statement.executeUpdate("BEGIN IMMEDIATE");
    try {
      for (int next = version(statement) + 1; next <= NEWEST; next++) {
        statement.executeUpdate(script(next));
        statement.executeUpdate("PRAGMA user_version = " + next);
      }
      requireWhole(statement);
      statement.executeUpdate("COMMIT");
    } catch (SQLException | IOException | RuntimeException e) {
      statement.executeUpdate("ROLLBACK");
      throw e;
    }
  }

  private static void requireWhole(Statement statement) throws SQLException {
    try (ResultSet broken = statement.executeQuery("PRAGMA foreign_key_check")) {
      if (broken.next()) {
        throw new ChatException(
            "the table %s refers to rows that are not there, so the database was left as it was. Restore"
                    .formatted(broken.getString(1))
                + " it from a backup");
      }
    }
  }

  private static int version(Statement statement) throws SQLException {
    return number(statement, "PRAGMA user_version");
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String script(int version) throws IOException {
    String name = "/schema/sqlite/V" + version + ".sql";
    try (InputStream in =
        Objects.requireNonNull(SqliteSchema.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
