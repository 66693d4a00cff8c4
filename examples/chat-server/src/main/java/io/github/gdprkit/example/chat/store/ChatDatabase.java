package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The chat server's database: one SQLite file, and beside it {@code <file>-uploads/} with the bytes
 * of the uploads and, after an import that met broken lines, {@code <file>-rejected.jsonl}, which
 * is {@code <file>-rejected-<name>.jsonl} of another organisation than the first. All of it can be
 * read by its owner only.
 *
 * <p>There is one connection that writes, for one thread at a time. Readers open their own and see
 * what was committed when they began, so that a long export does not hold up the chat.
 */
public final class ChatDatabase implements AutoCloseable {

  private final Path file;
  private final Connection writer;
  private final UploadFolder uploads;

  private ChatDatabase(Path file, Connection writer, UploadFolder uploads) {
    this.file = file;
    this.writer = writer;
    this.uploads = uploads;
  }

  /** Opens the database, and creates it with its folder when it is not there yet. */
  public static ChatDatabase open(Path file) throws SQLException, IOException {
    Path absolute = file.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      throw new ChatException("%s is a folder. Name a file with --db".formatted(absolute));
    }
    createFolderOf(absolute);
    if (Files.notExists(absolute)) {
      OwnerOnly.file(absolute);
    }
    Connection writer = connect(absolute);
    try {
      // Somebody else's file is refused before anything about it is changed.
      Schema.refuseForeign(writer, absolute);
      OwnerOnly.file(absolute);
      OwnerOnly.fileIfThere(beside(absolute, "-wal"));
      OwnerOnly.fileIfThere(beside(absolute, "-shm"));
      Settings.apply(writer, absolute);
      Schema.upgrade(writer);
      Settings.enlargeCache(writer);
      return new ChatDatabase(absolute, writer, new UploadFolder(beside(absolute, "-uploads")));
    } catch (SQLException | IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  public Path file() {
    return file;
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
    return new RejectedLines(beside(file, "-rejected" + whose + ".jsonl"));
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
    return new ChatWriter(writer, organisation, uploads);
  }

  /**
   * Runs one transaction over a connection of its own, so that several threads can; whoever comes
   * second waits. Nothing is changed when it throws.
   */
  public <T> T change(Change<T> change) throws SQLException, IOException {
    try (Connection connection = connect(file)) {
      Settings.apply(connection, file);
      connection.setAutoCommit(false);
      try (Statements statements = new Statements(connection)) {
        T result = change.apply(statements);
        connection.commit();
        return result;
      } catch (SQLException | IOException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /** What people of this organisation ask for their accounts, and its administrators. */
  public Accounts accounts(Organisation organisation) {
    return new Accounts(this, organisation);
  }

  /**
   * Makes what was deleted unreadable in the files of the database, for after an erasure. Deleting
   * overwrites a row where it lies ({@code secure_delete}), but while the tables grew SQLite moved
   * rows between pages and left copies in the unused parts, and the log beside the database keeps
   * earlier states of pages. So the database is written anew without them, which needs room for a
   * copy and time in proportion to its size, and the log is emptied.
   *
   * @throws ChatException when another program reads an earlier state meanwhile
   */
  public void forgetDeleted() throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      Settings.apply(connection, file);
      statement.execute("VACUUM");
      try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        if (row.next() && row.getBoolean("busy")) {
          throw new ChatException(
              "another program is reading the database, so what was erased may still stand in %s-wal."
                      .formatted(file)
                  + " Wait until it is done, then erase again");
        }
      }
    }
  }

  /** A connection of the caller's own that cannot write. Close it when done. */
  public Connection newReader() throws SQLException {
    Connection reader = connect(file);
    try (Statement statement = reader.createStatement()) {
      Settings.apply(reader, file);
      statement.execute("PRAGMA query_only = 1");
      return reader;
    } catch (SQLException | RuntimeException e) {
      reader.close();
      throw e;
    }
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
                WHERE organisation_id = ?1 AND (username = ?2 OR email = ?2) AND is_tombstone = 0
                ORDER BY username = ?2 DESC LIMIT 1
                """)) {
      query.setLong(1, organisation.id());
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(user(row)) : Optional.empty();
      }
    }
  }

  /** True while nobody of this organisation is here and nothing was said. */
  public boolean isEmpty(Organisation organisation) throws SQLException {
    try (PreparedStatement query =
        writer.prepareStatement(
            """
            SELECT NOT EXISTS (SELECT 1 FROM users WHERE organisation_id = ?1)
               AND NOT EXISTS (SELECT 1 FROM teams WHERE organisation_id = ?1)
               AND NOT EXISTS (SELECT 1 FROM channels WHERE organisation_id = ?1)
               AND NOT EXISTS (SELECT 1 FROM emojis WHERE organisation_id = ?1)
            """)) {
      query.setLong(1, organisation.id());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    writer.close();
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

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // A transaction takes the write lock when it begins. Otherwise it might have to give up in the
    // middle because somebody else wrote since.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    // As a URI, because a plain path is cut off at a question mark.
    return config.createConnection("jdbc:sqlite:" + file.toUri());
  }

  private static void createFolderOf(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      createFolderOf(folder);
      OwnerOnly.folder(folder);
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** What one transaction does. */
  @FunctionalInterface
  public interface Change<T> {
    T apply(Statements statements) throws SQLException, IOException;
  }
}
