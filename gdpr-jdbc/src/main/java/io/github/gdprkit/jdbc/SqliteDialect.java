package io.github.gdprkit.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
  public String tables(String name) {
    return "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = '" + name + "'";
  }

  /** Not needed: there is one writer. */
  @Override
  public void lockSchema(Connection connection) {
    // The transaction that writes has the whole database.
  }

  @Override
  public boolean checksEachConnection() {
    return true;
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
    UnsafeDurabilityException.require(
        safe,
        "SQLite",
        setting,
        found,
        needed + " for each connection, or let GdprSqlite.dataSource(path) do it");
  }

  /** The connection was asked before. */
  @Override
  public void begin(Connection connection, boolean mustBeDurable) throws SQLException {
    Dialect.execute(connection, "BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    Dialect.execute(connection, "COMMIT");
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    Dialect.execute(connection, "ROLLBACK");
  }

  @Override
  public void limitWaiting(Connection connection) {
    // The busy timeout of the connection does.
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
  public String isDurable() {
    return "1 = 1";
  }

  @Override
  public @Nullable String together(String update, String returned, String insert, String given) {
    return null;
  }

  @Override
  public boolean isUniqueViolation(SQLException failure) {
    return failure.getErrorCode() == CONSTRAINT
        && String.valueOf(failure.getMessage()).contains("UNIQUE constraint failed");
  }

  @Override
  public boolean isRefused(SQLException failure) {
    return isBusy(failure) || isUniqueViolation(failure);
  }

  @Override
  public boolean isBusy(SQLException failure) {
    return failure.getErrorCode() == BUSY || failure.getErrorCode() == LOCKED;
  }

  /** A file does not hang up; what cannot be read or written is another matter. */
  @Override
  public boolean isDisconnected(SQLException failure) {
    return false;
  }

  @Override
  public boolean canForgetErased() {
    return true;
  }

  /**
   * Moves the log into the database, where {@code secure_delete} wrote zeros over what was erased,
   * and empties it: until then it holds the pages as they were before.
   */
  @Override
  public boolean forgetErased(Connection connection) throws SQLException {
    return pragma(connection, "wal_checkpoint(TRUNCATE)").equals("0");
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    return Dialect.ask(connection, "PRAGMA " + name);
  }
}
