package io.github.gdprkit.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between databases. Everything else is standard SQL. */
interface Dialect {

  /**
   * The dialect of the database behind this connection.
   *
   * @throws IllegalArgumentException when it is none of the supported
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    if (product.equals("SQLite")) {
      return new SqliteDialect();
    }
    throw new IllegalArgumentException(
        "gdprkit keeps its tables in SQLite, and the data source is of " + product);
  }

  /** The folder of the scripts that make the tables. */
  String schemaFolder();

  /**
   * Reads the settings of the connection back.
   *
   * @throws UnsafeDurabilityException when one of them permits that something acknowledged is lost
   *     or that something erased stays
   */
  void checkDurability(Connection connection) throws SQLException;

  /** Begins a transaction that is going to write. */
  void begin(Connection connection) throws SQLException;

  void commit(Connection connection) throws SQLException;

  void rollback(Connection connection) throws SQLException;

  /** Whether only one transaction can write at a time, in the whole database. */
  boolean hasOneWriter();

  /** What ends a query that locks the rows it reads until the transaction ends. */
  String forUpdate();

  boolean isUniqueViolation(SQLException failure);

  /** Whether another process was in the way, so that the same is worth another try. */
  boolean isBusy(SQLException failure);

  /**
   * Lets go of earlier versions of what was erased, outside of a transaction.
   *
   * @return false when somebody who still reads keeps them; try again later
   */
  boolean forgetErased(Connection connection) throws SQLException;
}
