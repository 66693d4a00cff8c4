package io.github.gdprkit.example.chat.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The one place that adds rows, those of one organisation. Everything since the last {@link
 * #commit} is one transaction, and is gone when the writer is closed without another commit.
 */
public final class ChatWriter implements AutoCloseable {

  private final Connection connection;
  private final Statements statements;
  private final Users users;
  private final Channels channels;
  private final Posts posts;
  private final Uploads uploads;
  private long executedAtCommit;

  ChatWriter(Storage storage, Connection connection, Organisation organisation, UploadFolder folder)
      throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    statements = new Statements(connection, storage::takeTurn);
    users = new Users(statements, organisation.id());
    channels = new Channels(statements, organisation.id());
    posts = new Posts(statements, users);
    uploads = new Uploads(statements, folder);
  }

  public Users users() {
    return users;
  }

  public Channels channels() {
    return channels;
  }

  public Posts posts() {
    return posts;
  }

  public Uploads uploads() {
    return uploads;
  }

  /** How many statements the transaction holds so far. */
  public long pending() {
    return statements.executed() - executedAtCommit;
  }

  /** Commits when the transaction has grown so large. */
  public void commitAt(long statements) throws SQLException {
    if (pending() >= statements) {
      commit();
    }
  }

  public void commit() throws SQLException {
    connection.commit();
    statements.ended();
    executedAtCommit = statements.executed();
  }

  @Override
  public void close() throws SQLException {
    try {
      connection.rollback();
      statements.close();
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
