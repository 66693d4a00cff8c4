package io.github.gdprkit.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What differs between databases. Everything else is standard SQL. */
interface Dialect {

  int OLDEST_POSTGRESQL = 13;

  /** As the server says it, whatever driver asks: the last one of several versions counts. */
  Pattern MARIADB = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+-MariaDB", Pattern.CASE_INSENSITIVE);

  /**
   * The dialect of the database behind this connection.
   *
   * @throws IllegalArgumentException when it is none of the supported
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    switch (product.toLowerCase(Locale.ROOT)) {
      case "sqlite":
        return new SqliteDialect();
      case "postgresql":
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_POSTGRESQL) {
          throw tooOld("PostgreSQL " + OLDEST_POSTGRESQL, "PostgreSQL " + version);
        }
        return new PostgresqlDialect();
      case "mariadb":
      case "mysql":
        // A driver for both can take the one for the other.
        return mariadb(ask(connection, "SELECT VERSION()"));
      default:
        throw new IllegalArgumentException(
            "gdprkit keeps its tables in SQLite, PostgreSQL or MariaDB, and the data source is of "
                + product);
    }
  }

  private static Dialect mariadb(String version) {
    Matcher parts = MARIADB.matcher(version);
    if (!parts.find()) {
      throw new IllegalArgumentException(
          "gdprkit keeps its tables in SQLite, PostgreSQL or MariaDB, and the data source is of"
              + " MySQL, which is another database by now; use MariaDB");
    }
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    if (major < 10 || major == 10 && minor < 6) {
      throw tooOld("MariaDB 10.6", "MariaDB " + major + "." + minor);
    }
    return new MariadbDialect();
  }

  private static IllegalArgumentException tooOld(String needed, String found) {
    return new IllegalArgumentException(
        "gdprkit needs " + needed + " or newer, and the data source is of " + found);
  }

  /** The first column of the one row that this query gives. */
  static String ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "unknown";
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The folder of the scripts that make the tables. */
  String schemaFolder();

  /** A query for the number of tables of this name, 0 or 1. */
  String tables(String name);

  /** Lets the transaction of this connection alone change the tables, where that is possible. */
  void lockSchema(Connection connection) throws SQLException;

  /**
   * Whether a connection can be less durable than another of the same database, so that each is
   * asked before anything is done with it. Otherwise {@link #begin} looks, at no further cost.
   */
  boolean checksEachConnection();

  /**
   * Reads the settings in force back.
   *
   * @throws UnsafeDurabilityException when one of them permits that something acknowledged is lost
   *     or that something erased stays
   */
  void checkDurability(Connection connection) throws SQLException;

  /**
   * Begins a transaction that is going to write, and that sees what others have committed.
   *
   * @throws UnsafeDurabilityException when it must be durable and would not be; no transaction is
   *     open then
   */
  void begin(Connection connection, boolean mustBeDurable) throws SQLException;

  void commit(Connection connection) throws SQLException;

  void rollback(Connection connection) throws SQLException;

  /** Lets the transaction wait a few seconds for a lock and not longer. */
  void limitWaiting(Connection connection) throws SQLException;

  /** Whether only one transaction can write at a time, in the whole database. */
  boolean hasOneWriter();

  /** What ends a query that locks the rows it reads until the transaction ends. */
  String forUpdate();

  /**
   * A condition that holds when what the statement around it writes would be as durable as {@link
   * #begin} wants it, and costs no further round trip.
   */
  String isDurable();

  /**
   * One statement that updates, and inserts when the update met a row; its count is that of the
   * insert. {@code null} where this takes two statements.
   *
   * @param update of one row or none
   * @param returned columns of the updated row, which are inserted as they are then
   * @param insert up to the columns
   * @param given the other columns, which are parameters
   */
  @Nullable String together(String update, String returned, String insert, String given);

  boolean isUniqueViolation(SQLException failure);

  /**
   * Whether the database refused a statement that commits by itself, so that it wrote nothing. What
   * this does not know for certain it denies.
   */
  boolean isRefused(SQLException failure);

  /** Whether another process was in the way, so that the same is worth another try. */
  boolean isBusy(SQLException failure);

  /** Whether the database is not there, or the connection to it is gone. */
  boolean isDisconnected(SQLException failure);

  /** Whether {@link #forgetErased} does anything. */
  boolean canForgetErased();

  /**
   * Lets go of earlier versions of what was erased, outside of a transaction.
   *
   * @return false when somebody who still reads keeps them; try again later
   */
  boolean forgetErased(Connection connection) throws SQLException;
}
