package io.github.gdprkit.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB, by its own driver or by MySQL's. Transactions are begun by hand, in a block with the
 * look at the settings, so that isolation and settings cost one round trip in all.
 */
final class MariadbDialect implements Dialect {

  private static final String DATABASE = "MariaDB";
  private static final String SETTINGS =
      "SELECT @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite, @@log_bin, @@sync_binlog,"
          + " @@binlog_format, @@sql_mode, @@foreign_key_checks, @@unique_checks";
  private static final String BEGIN =
      "BEGIN NOT ATOMIC SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION; ";
  private static final String OTHER_ENGINES =
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
          + " AND LEFT(table_name, 5) = 'gdpr_' AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'";

  private static final int DUPLICATE_KEY = 1062;

  /** Deadlock, waited for a lock, changed since it was read. */
  private static final Set<Integer> BUSY = Set.of(1213, 1205, 1020);

  /** The server shuts down, ended the connection, is gone, went while it answered. */
  private static final Set<Integer> GONE = Set.of(1053, 1927, 2006, 2013);

  @Override
  public String schemaFolder() {
    return "mariadb";
  }

  @Override
  public String tables(String name) {
    return "SELECT COUNT(*) FROM information_schema.tables"
        + " WHERE table_schema = DATABASE() AND table_name = '"
        + name
        + "'";
  }

  /** Impossible: each statement of a script commits, and each can be run twice at once. */
  @Override
  public void lockSchema(Connection connection) {
    // The scripts say IF NOT EXISTS.
  }

  @Override
  public boolean checksEachConnection() {
    return false;
  }

  @Override
  public void checkDurability(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
      check(statement);
    }
    if (!Dialect.ask(connection, OTHER_ENGINES).equals("0")) {
      throw new UnsafeDurabilityException(
          DATABASE, "the ENGINE of a table of gdprkit", "another", "InnoDB");
    }
  }

  /** Reads the row of settings that the statement has just given. */
  private static void check(Statement statement) throws SQLException {
    try (ResultSet row = Objects.requireNonNull(statement.getResultSet(), "settings")) {
      row.next();
      require(row, 1, "innodb_flush_log_at_trx_commit", "1", List.of("1", "3"));
      require(row, 2, "innodb_doublewrite", "ON", List.of("1", "ON", "FAST"));
      if (!row.getString(3).equals("0")) {
        require(row, 4, "sync_binlog", "1", List.of("1"));
        require(row, 5, "binlog_format", "MIXED or ROW", List.of("MIXED", "ROW"));
      }
      List<String> modes = List.of(row.getString(6).split(","));
      UnsafeDurabilityException.require(
          modes.contains("STRICT_TRANS_TABLES") || modes.contains("STRICT_ALL_TABLES"),
          DATABASE,
          "sql_mode",
          row.getString(6),
          "one with STRICT_TRANS_TABLES");
      require(row, 7, "foreign_key_checks", "ON", List.of("1"));
      require(row, 8, "unique_checks", "ON", List.of("1"));
    }
  }

  private static void require(
      ResultSet row, int column, String setting, String needed, List<String> safe)
      throws SQLException {
    String found = row.getString(column);
    UnsafeDurabilityException.require(
        safe.contains(found.toUpperCase(Locale.ROOT)), DATABASE, setting, found, needed);
  }

  @Override
  public void begin(Connection connection, boolean mustBeDurable) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (mustBeDurable) {
        statement.execute(BEGIN + SETTINGS + "; END");
        check(statement);
      } else {
        statement.execute(BEGIN + "END");
      }
    } catch (RuntimeException e) {
      rollback(connection);
      throw e;
    }
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
    // innodb_lock_wait_timeout does.
  }

  @Override
  public boolean hasOneWriter() {
    return false;
  }

  @Override
  public String forUpdate() {
    return " FOR UPDATE";
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
    return failure.getErrorCode() == DUPLICATE_KEY;
  }

  @Override
  public boolean isRefused(SQLException failure) {
    return isBusy(failure) || isUniqueViolation(failure);
  }

  @Override
  public boolean isBusy(SQLException failure) {
    return BUSY.contains(failure.getErrorCode());
  }

  @Override
  public boolean isDisconnected(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.startsWith("08") || GONE.contains(failure.getErrorCode());
  }

  @Override
  public boolean canForgetErased() {
    return false;
  }

  @Override
  public boolean forgetErased(Connection connection) {
    return true;
  }
}
