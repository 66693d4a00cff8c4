package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** What only one product knows how to do. All SQL elsewhere is understood by both. */
interface Storage extends AutoCloseable {

  /** A connection for one transaction, or many. */
  Connection connect() throws SQLException;

  /** A connection that cannot write, and does not see half of what others do meanwhile. */
  Connection connectToRead() throws SQLException;

  /**
   * Is called at the beginning of each transaction that writes. Those take turns, because what they
   * check before they write must still be so when they have.
   */
  void takeTurn(Connection connection) throws SQLException;

  /** See {@link ChatDatabase#forgetDeleted}. */
  void forgetDeleted() throws SQLException, IOException;

  /** The names of all tables, those of the library included. */
  Set<String> tables(Connection connection) throws SQLException;

  /** Whether it can keep this text. */
  boolean canKeep(String text);

  /** Connections as the library wants them, as long as this is open. */
  DataSource dataSource();

  @Override
  void close() throws SQLException;
}
