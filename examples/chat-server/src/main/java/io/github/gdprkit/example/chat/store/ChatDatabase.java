package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The chat server's database: the tables, in a SQLite file or in PostgreSQL, and files that lie
 * {@linkplain ChatLocation#beside beside} them: {@code -uploads/} with the bytes of the uploads
 * and, after an import that met broken lines, {@code -rejected.jsonl}, which is {@code
 * -rejected-<name>.jsonl} of another organisation than the first. All of it can be read by its
 * owner only.
 *
 * <p>There is one connection that writes, for one thread at a time. Readers open their own and see
 * what was committed when they began, so that a long export does not hold up the chat.
 */
public final class ChatDatabase implements AutoCloseable {

  private final ChatLocation location;
  private final Storage storage;
  private final Connection writer;
  private final UploadFolder uploads;

  private ChatDatabase(ChatLocation location, Storage storage, Connection writer)
      throws IOException {
    this.location = location;
    this.storage = storage;
    this.writer = writer;
    this.uploads = new UploadFolder(location.beside("-uploads"));
  }

  /** Opens a SQLite file, and creates it with its folder when it is not there yet. */
  public static ChatDatabase open(Path file) throws SQLException, IOException {
    return open(ChatLocation.ofFile(file));
  }

  /** Opens the database, and makes what is not there yet: the file, or the tables in a server. */
  public static ChatDatabase open(ChatLocation location) throws SQLException, IOException {
    Storage storage =
        location.isServer() ? PostgresqlStorage.open(location) : SqliteStorage.open(location);
    try {
      Connection writer = storage.connect();
      if (!location.isServer()) {
        SqliteSettings.enlargeCache(writer);
      }
      return new ChatDatabase(location, storage, writer);
    } catch (SQLException | IOException | RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /** Whether there is a chat to be opened. */
  public static boolean isThere(ChatLocation location) throws SQLException {
    return location.isServer()
        ? PostgresqlStorage.isThere(location)
        : SqliteStorage.isThere(location);
  }

  /** Where it is, for messages and for what lies beside it. */
  public ChatLocation location() {
    return location;
  }

  /** Whether this is the file that the tables are in. */
  public boolean isKeptIn(Path file) throws IOException {
    return !location.isServer() && Files.exists(file) && Files.isSameFile(location.base(), file);
  }

  public UploadFolder uploads() {
    return uploads;
  }

  /** The organisations whose people are in it. */
  public Organisations organisations() {
    return new Organisations(this);
  }

  /** A new handle on the file for lines that an import of this organisation rejects. */
  public RejectedLines rejectedLines(Organisation organisation) {
    String whose = organisation.isDefault() ? "" : "-" + organisation.name();
    return new RejectedLines(location.beside("-rejected" + whose + ".jsonl"));
  }

  /** The connection that writes. It belongs to this database: do not close it. */
  public Connection writer() {
    return writer;
  }

  /**
   * Adds rows of this organisation through {@link #writer()}, which nobody else may use until this
   * is closed.
   */
  public ChatWriter write(Organisation organisation) throws SQLException {
    return new ChatWriter(storage, writer, organisation, uploads);
  }

  /**
   * Runs one transaction over a connection of its own, so that several threads can; whoever comes
   * second waits. Nothing is changed when it throws.
   */
  public <T> T change(Change<T> change) throws SQLException, IOException {
    try (Connection connection = storage.connect()) {
      connection.setAutoCommit(false);
      try (Statements statements = new Statements(connection, storage::takeTurn)) {
        T result = change.apply(statements);
        connection.commit();
        return result;
      } catch (SQLException | IOException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  /** What went wrong first is what has to be told. */
  private static void rollBack(Connection connection, Exception first) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      first.addSuppressed(e);
    }
  }

  /** What people of this organisation ask for their accounts, and its administrators. */
  public Accounts accounts(Organisation organisation) {
    return new Accounts(this, organisation);
  }

  /**
   * Makes what was deleted unreadable in the files of the database, for after an erasure, as far as
   * that can be done from here: a database server keeps a log of its own.
   *
   * @throws ChatException when another program reads an earlier state meanwhile
   */
  public void forgetDeleted() throws SQLException, IOException {
    storage.forgetDeleted();
  }

  /** A connection of the caller's own that cannot write. Close it when done. */
  public Connection newReader() throws SQLException {
    return storage.connectToRead();
  }

  /**
   * Connections for the library, as long as this is open: for its stores, which keep their tables
   * beside those of the chat, and for hooks over tables.
   */
  public DataSource dataSource() {
    return storage.dataSource();
  }

  /** The names of all tables, those of the library included. */
  public Set<String> tables() throws SQLException {
    try (Connection reader = newReader()) {
      return storage.tables(reader);
    }
  }

  /** Whether it can keep this text; PostgreSQL has no character of the number zero. */
  public boolean canKeep(String text) {
    return storage.canKeep(text);
  }

  /** Finds a person of this organisation by username or e-mail address, in any spelling. */
  public Optional<User> findUser(Organisation organisation, String usernameOrEmail)
      throws SQLException {
    String key = Profile.normalised(usernameOrEmail);
    try (Connection reader = newReader();
        PreparedStatement query =
            reader.prepareStatement(
                """
                SELECT id, username, email, first_name, last_name, nickname, position, locale,
                    auth_service, roles, created_at, deactivated_at
                FROM users
                WHERE organisation_id = ? AND (username = ? OR email = ?) AND is_tombstone = FALSE
                ORDER BY username = ? DESC LIMIT 1
                """)) {
      query.setLong(1, organisation.id());
      query.setString(2, key);
      query.setString(3, key);
      query.setString(4, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(user(row)) : Optional.empty();
      }
    }
  }

  /** True while nobody of this organisation is here and nothing was said. */
  public boolean isEmpty(Organisation organisation) throws SQLException {
    try (Connection reader = newReader();
        PreparedStatement query =
            reader.prepareStatement(
                """
            SELECT NOT EXISTS (SELECT 1 FROM users WHERE organisation_id = ?)
               AND NOT EXISTS (SELECT 1 FROM teams WHERE organisation_id = ?)
               AND NOT EXISTS (SELECT 1 FROM channels WHERE organisation_id = ?)
               AND NOT EXISTS (SELECT 1 FROM emojis WHERE organisation_id = ?)
            """)) {
      for (int table = 1; table <= 4; table++) {
        query.setLong(table, organisation.id());
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      writer.close();
    } finally {
      storage.close();
    }
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getLong("id"),
        new Profile(
            row.getString("username"),
            row.getString("email"),
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("nickname"),
            row.getString("position"),
            row.getString("locale"),
            row.getString("auth_service"),
            row.getString("roles"),
            numberOrNull(row, "created_at"),
            numberOrNull(row, "deactivated_at")));
  }

  /** The driver's own way to a nullable number fails on null. */
  private static @Nullable Long numberOrNull(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(number);
  }

  /** What one transaction does. */
  @FunctionalInterface
  public interface Change<T> {
    T apply(Statements statements) throws SQLException, IOException;
  }
}
