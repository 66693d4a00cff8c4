package io.github.gdprkit.jdbc.table;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on connections of the host's data source, one for each piece of work. */
final class Connections {

  /** What is done with a connection. */
  interface Work<T, E extends Exception> {
    T on(Connection connection) throws SQLException, E;
  }

  private final DataSource source;
  private final Engine engine;

  Connections(DataSource source, Engine engine) {
    this.source = source;
    this.engine = engine;
  }

  Engine engine() {
    return engine;
  }

  /** Reads within one transaction, which some drivers need to hand out rows bit by bit. */
  <T, E extends Exception> T reading(Work<T, E> work) throws SQLException, E {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        return work.on(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw quiet(e);
    }
  }

  /** Runs statements that are each a transaction, until the work begins one of its own. */
  <T, E extends Exception> T erasing(Work<T, E> work) throws SQLException, E {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      int isolation = connection.getTransactionIsolation();
      // Above it, MariaDB locks the gaps between rows against whoever writes next to them.
      boolean lowers = engine != Engine.SQLITE && isolation > Connection.TRANSACTION_READ_COMMITTED;
      connection.setAutoCommit(true);
      if (lowers) {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
      try {
        return work.on(connection);
      } finally {
        if (lowers) {
          connection.setTransactionIsolation(isolation);
        }
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw quiet(e);
    }
  }

  /** One transaction on a connection that has none. */
  static <T, E extends Exception> T inTransaction(Connection connection, Work<T, E> work)
      throws SQLException, E {
    connection.setAutoCommit(false);
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (Throwable e) {
      try {
        connection.rollback();
      } catch (SQLException failed) {
        e.addSuppressed(quiet(failed));
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** Keeps the codes and the stack, and leaves the message out: drivers quote data in it. */
  static SQLException quiet(SQLException e) {
    SQLException quiet = new SQLException(codes(e), e.getSQLState(), e.getErrorCode());
    quiet.setStackTrace(e.getStackTrace());
    return quiet;
  }

  static String codes(SQLException e) {
    return "SQLState " + e.getSQLState() + ", code " + e.getErrorCode();
  }
}
