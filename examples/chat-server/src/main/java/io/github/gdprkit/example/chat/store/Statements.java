package io.github.gdprkit.example.chat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The prepared statements of one connection: prepared at first use, closed all together. */
public final class Statements implements AutoCloseable {

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Beginning beginning;
  private boolean hasBegun;
  private long executed;

  public Statements(Connection connection) {
    this(connection, begun -> {});
  }

  /** For transactions, before the first statement of each of which this is done. */
  Statements(Connection connection, Beginning beginning) {
    this.connection = connection;
    this.beginning = beginning;
  }

  /** The next statement begins another transaction. */
  void ended() {
    hasBegun = false;
  }

  /** Runs an insert or update and says whether it changed anything. */
  public boolean change(String sql, @Nullable Object... values) throws SQLException {
    return changes(sql, values) > 0;
  }

  /** Runs an insert, update or delete and says how many rows it changed. */
  public int changes(String sql, @Nullable Object... values) throws SQLException {
    return bind(sql, values).executeUpdate();
  }

  /** The first column of the first row; also of an {@code INSERT ... RETURNING}. */
  public OptionalLong number(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet row = bind(sql, values).executeQuery()) {
      return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
    }
  }

  /** Close the result before the same SQL is run again. */
  public ResultSet rows(String sql, @Nullable Object... values) throws SQLException {
    return bind(sql, values).executeQuery();
  }

  /** All values of the first column. */
  public List<Long> numbers(String sql, @Nullable Object... values) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (ResultSet rows = bind(sql, values).executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers;
  }

  /** The first column of the first row as text, which may be null when there is none. */
  public @Nullable String text(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet row = bind(sql, values).executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /** How many statements ran so far: a measure for how much a transaction has grown. */
  long executed() {
    return executed;
  }

  private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
    if (!hasBegun) {
      beginning.of(connection);
      hasBegun = true;
    }
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    executed++;
    return statement;
  }

  /** The connection that the statements run over. */
  public Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }

  /** What has to be done before anything else in a transaction. */
  @FunctionalInterface
  interface Beginning {
    void of(Connection connection) throws SQLException;
  }
}
