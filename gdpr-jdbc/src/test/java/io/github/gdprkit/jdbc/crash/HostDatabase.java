package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.hook.OperationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The application's own tables, in the same database as the kit's, and its folder of files. Every
 * change by a hook writes down in the same transaction which call made it, and what it answered: a
 * call that is repeated is answered from there. {@code host_effects} is the host's own account of
 * what was done to it.
 */
final class HostDatabase {

  static final String PEOPLE =
      "SELECT account, id, email, about, restricted FROM host_people ORDER BY id";
  static final String MESSAGES = "SELECT id, author, text FROM host_messages ORDER BY id";
  static final String SUBSCRIPTIONS = "SELECT id, account FROM host_subscriptions ORDER BY id";
  static final String UPLOADS = "SELECT id, account, name FROM host_uploads ORDER BY id";

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE host_people (account VARCHAR(60) NOT NULL PRIMARY KEY, id BIGINT NOT NULL,"
              + " email VARCHAR(100) NOT NULL, about VARCHAR(200) NOT NULL, restricted INTEGER NOT"
              + " NULL)",
          "CREATE TABLE host_messages (id BIGINT NOT NULL PRIMARY KEY, author VARCHAR(60) NOT NULL,"
              + " text VARCHAR(200) NOT NULL)",
          "CREATE INDEX host_messages_author ON host_messages (author, id)",
          "CREATE TABLE host_subscriptions (id BIGINT NOT NULL PRIMARY KEY, account VARCHAR(60) NOT"
              + " NULL)",
          "CREATE INDEX host_subscriptions_account ON host_subscriptions (account, id)",
          "CREATE TABLE host_uploads (id BIGINT NOT NULL PRIMARY KEY, account VARCHAR(60) NOT NULL,"
              + " name VARCHAR(100) NOT NULL)",
          "CREATE INDEX host_uploads_account ON host_uploads (account, id)",
          "CREATE TABLE host_effects (operation VARCHAR(64) NOT NULL PRIMARY KEY, request VARCHAR(60)"
              + " NOT NULL, act VARCHAR(60) NOT NULL, cursor_key VARCHAR(60) NOT NULL, changed"
              + " BIGINT NOT NULL, stopped VARCHAR(60) NOT NULL)");

  private static final long PAUSE = 5_000_000;

  private final DataSource source;
  private final Path files;

  HostDatabase(DataSource source, Path files) {
    this.source = source;
    this.files = files;
  }

  Path file(String name) {
    return files.resolve(name);
  }

  /** Makes the tables and everybody's rows and files. */
  void fill(Collection<Resident> everybody) throws SQLException, IOException {
    Files.createDirectories(files);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      connection.setAutoCommit(false);
      try (PreparedStatement people =
              connection.prepareStatement("INSERT INTO host_people VALUES (?, ?, ?, ?, 0)");
          PreparedStatement messages =
              connection.prepareStatement("INSERT INTO host_messages VALUES (?, ?, ?)");
          PreparedStatement subscriptions =
              connection.prepareStatement("INSERT INTO host_subscriptions VALUES (?, ?)");
          PreparedStatement uploads =
              connection.prepareStatement("INSERT INTO host_uploads VALUES (?, ?, ?)")) {
        for (Resident one : everybody) {
          set(people, one.account(), one.id(), one.email(), one.about()).addBatch();
          for (long id : one.messages()) {
            set(messages, id, one.account(), one.text(id)).addBatch();
          }
          for (long id : one.subscriptions()) {
            set(subscriptions, id, one.account()).addBatch();
          }
          for (long id : one.uploads()) {
            set(uploads, id, one.account(), one.fileName(id)).addBatch();
            Files.write(file(one.fileName(id)), one.content(id));
          }
        }
        people.executeBatch();
        messages.executeBatch();
        subscriptions.executeBatch();
        uploads.executeBatch();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /**
   * What a call did.
   *
   * @param changed how many rows
   * @param stopped the cursor to go on from, or nothing
   */
  record Effect(long changed, String stopped) {}

  /** What a call of this name did before, if there was one that was committed. */
  Optional<Effect> effect(OperationId operation) throws SQLException {
    return rows(
            1, "SELECT changed, stopped FROM host_effects WHERE operation = ?", operation.value())
        .stream()
        .map(row -> new Effect(Long.parseLong(row.get(0)), row.get(1)))
        .findFirst();
  }

  /** Changes rows in one transaction with the account of it. */
  Effect change(
      OperationId operation,
      String request,
      String act,
      String cursor,
      String stopped,
      String sql,
      Object... values)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement change = connection.prepareStatement(sql);
          PreparedStatement effect =
              connection.prepareStatement("INSERT INTO host_effects VALUES (?, ?, ?, ?, ?, ?)")) {
        long changed = set(change, values).executeUpdate();
        set(effect, operation.value(), request, act, cursor, changed, stopped).executeUpdate();
        connection.commit();
        // So that kills come between what was done and the record of it.
        LockSupport.parkNanos(PAUSE);
        return new Effect(changed, stopped);
      } catch (SQLException e) {
        try {
          connection.rollback();
        } catch (SQLException second) {
          e.addSuppressed(second);
        }
        throw e;
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(true);
        }
      }
    }
  }

  long number(String sql, Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = set(statement, values).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Rows with their columns as texts, at most this many; 0 for all. */
  List<List<String>> rows(int most, String sql, Object... values) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setMaxRows(most);
      try (ResultSet row = set(statement, values).executeQuery()) {
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
          List<String> texts = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            texts.add(row.getString(column));
          }
          rows.add(texts);
        }
      }
    }
    return rows;
  }

  List<String> fileNames() throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static PreparedStatement set(PreparedStatement statement, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
