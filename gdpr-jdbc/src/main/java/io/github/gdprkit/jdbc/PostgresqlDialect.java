package io.github.gdprkit.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;

/**
 * PostgreSQL. Its driver begins a transaction together with the first statement, so that isolation
 * and settings cost one round trip in all.
 */
final class PostgresqlDialect implements Dialect {

  /**
   * A node that is frozen in the middle of a transaction keeps its locks, on the evidence of the
   * whole controller among them. So the server ends a transaction that nobody goes on with.
   */
  private static final String BEGIN =
      "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;"
          + " SET LOCAL idle_in_transaction_session_timeout = '10s'";

  private static final String SETTINGS =
      "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
          + " current_setting('synchronous_commit')";
  private static final String IS_DURABLE =
      "current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'"
          + " AND current_setting('synchronous_commit') <> 'off'";
  private static final String FORGETFUL_TABLES =
      "SELECT COUNT(*) FROM pg_class WHERE LEFT(relname, 5) = 'gdpr_' AND relkind IN ('r', 'p')"
          + " AND relpersistence <> 'p' AND pg_table_is_visible(oid)";

  /** Ours alone: the letters gdprkit. */
  private static final String LOCK_SCHEMA = "SELECT pg_advisory_xact_lock(29102356719954292)";

  private static final String UNIQUE_VIOLATION = "23505";

  /** Serialization failure, deadlock, lock not available. */
  private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03");

  /**
   * What is wrong with the data, a constraint, the transaction, a name, a lock, or in a trigger.
   */
  private static final Set<String> REFUSED = Set.of("22", "23", "40", "42", "55", "P0");

  /** The server only reads, and took longer than it may. */
  private static final Set<String> ALSO_REFUSED = Set.of("25006", "57014");

  private static final String COMPLETION_UNKNOWN = "40003";

  /** Shut down, crashed, starting, and gone for too long in a transaction. */
  private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

  @Override
  public String schemaFolder() {
    return "postgresql";
  }

  @Override
  public String tables(String name) {
    return "SELECT COUNT(to_regclass('" + name + "'))";
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    Dialect.execute(connection, LOCK_SCHEMA);
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
    if (!Dialect.ask(connection, FORGETFUL_TABLES).equals("0")) {
      throw new UnsafeDurabilityException(
          "PostgreSQL", "the kind of a table of gdprkit", "UNLOGGED or TEMPORARY", "LOGGED");
    }
  }

  /** Reads the row of settings that the statement has just given. */
  private static void check(Statement statement) throws SQLException {
    try (ResultSet row = Objects.requireNonNull(statement.getResultSet(), "settings")) {
      row.next();
      UnsafeDurabilityException.require(
          row.getString(1).equals("on"), "PostgreSQL", "fsync", row.getString(1), "on");
      UnsafeDurabilityException.require(
          row.getString(2).equals("on"), "PostgreSQL", "full_page_writes", row.getString(2), "on");
      UnsafeDurabilityException.require(
          !row.getString(3).equals("off"),
          "PostgreSQL",
          "synchronous_commit",
          row.getString(3),
          "on, or anything else but off");
    }
  }

  @Override
  public void begin(Connection connection, boolean mustBeDurable) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      if (mustBeDurable) {
        statement.execute(BEGIN + "; " + SETTINGS);
        statement.getMoreResults();
        statement.getMoreResults();
        check(statement);
      } else {
        statement.execute(BEGIN);
      }
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    connection.rollback();
  }

  @Override
  public void limitWaiting(Connection connection) throws SQLException {
    Dialect.execute(connection, "SET LOCAL lock_timeout = '5s'");
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
    return IS_DURABLE;
  }

  @Override
  public String together(String update, String returned, String insert, String given) {
    return "WITH updated AS ("
        + update
        + " RETURNING "
        + returned
        + ") "
        + insert
        + " ("
        + returned
        + ", "
        + given
        + ") SELECT "
        + returned
        + ", "
        + given.replaceAll("\\w+", "?")
        + " FROM updated";
  }

  @Override
  public boolean isUniqueViolation(SQLException failure) {
    return UNIQUE_VIOLATION.equals(failure.getSQLState());
  }

  @Override
  public boolean isBusy(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && BUSY.contains(state);
  }

  @Override
  public boolean isRefused(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null || state.length() != 5 || state.equals(COMPLETION_UNKNOWN)) {
      return false;
    }
    return REFUSED.contains(state.substring(0, 2)) || ALSO_REFUSED.contains(state);
  }

  @Override
  public boolean isDisconnected(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("08") || GONE.contains(state));
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
