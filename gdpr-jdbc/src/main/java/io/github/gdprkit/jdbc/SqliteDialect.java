package io.github.gdprkit.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * SQLite in WAL mode. Transactions are begun by hand, because the driver begins them lazily and as
 * readers, and a reader that becomes a writer can be refused half-way.
 */
final class SqliteDialect implements Dialect {

  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int CONSTRAINT = 19;
  private static final int FULL = 2;

  @Override
  public String schemaFolder() {
    return "sqlite";
  }

  @Override
  public void checkDurability(Connection connection) throws SQLException {
    String journalMode = pragma(connection, "journal_mode").toLowerCase(Locale.ROOT);
    require(journalMode.equals("wal"), "journal_mode", journalMode, "WAL");
    String synchronous = pragma(connection, "synchronous");
    require(Integer.parseInt(synchronous) >= FULL, "synchronous", synchronous, "FULL or EXTRA");
    String secureDelete = pragma(connection, "secure_delete");
    require(secureDelete.equals("1"), "secure_delete", secureDelete, "ON");
    String foreignKeys = pragma(connection, "foreign_keys");
    require(foreignKeys.equals("1"), "foreign_keys", foreignKeys, "ON");
  }

  private static void require(boolean safe, String setting, String found, String needed) {
    if (!safe) {
      throw new UnsafeDurabilityException(
          "The SQLite database is opened with "
              + setting
              + " = "
              + found
              + ", which can lose what was acknowledged or keep what was erased; set it to "
              + needed
              + " for each connection, or let GdprSqlite.dataSource(path) do it");
    }
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    execute(connection, "ROLLBACK");
  }

  @Override
  public boolean hasOneWriter() {
    return true;
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public boolean isUniqueViolation(SQLException failure) {
    return failure.getErrorCode() == CONSTRAINT
        && String.valueOf(failure.getMessage()).contains("UNIQUE constraint failed");
  }

  @Override
  public boolean isBusy(SQLException failure) {
    return failure.getErrorCode() == BUSY || failure.getErrorCode() == LOCKED;
  }

  /**
   * Moves the log into the database, where {@code secure_delete} wrote zeros over what was erased,
   * and empties it: until then it holds the pages as they were before.
   */
  @Override
  public boolean forgetErased(Connection connection) throws SQLException {
    return pragma(connection, "wal_checkpoint(TRUNCATE)").equals("0");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.next() ? String.valueOf(row.getString(1)) : "unknown";
    }
  }
}
