package io.github.gdprkit.example.chat.store;

import io.github.gdprkit.jdbc.GdprSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** One SQLite file, and the log beside it. All of it can be read by its owner only. */
final class SqliteStorage implements Storage {

  private final Path file;
  private @Nullable GdprSqlite library;

  private SqliteStorage(Path file) {
    this.file = file;
  }

  static boolean isThere(ChatLocation location) {
    return Files.exists(location.base());
  }

  /** Opens the file, and creates it with its folder when it is not there yet. */
  static SqliteStorage open(ChatLocation location) throws SQLException, IOException {
    Path file = location.base();
    if (Files.isDirectory(file)) {
      throw new ChatException("%s is a folder. Name a file with --db".formatted(file));
    }
    OwnerOnly.folders(file.getParent());
    if (Files.notExists(file)) {
      OwnerOnly.file(file);
    }
    try (Connection connection = connectTo(file)) {
      // Somebody else's file is refused before anything about it is changed.
      SqliteSchema.refuseForeign(connection, file);
      OwnerOnly.file(file);
      OwnerOnly.fileIfThere(location.beside("-wal"));
      OwnerOnly.fileIfThere(location.beside("-shm"));
      SqliteSettings.apply(connection, file);
      SqliteSchema.upgrade(connection);
    }
    return new SqliteStorage(file);
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = connectTo(file);
    try {
      SqliteSettings.apply(connection, file);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection connectToRead() throws SQLException {
    Connection reader = connect();
    try (Statement statement = reader.createStatement()) {
      statement.execute("PRAGMA query_only = 1");
      return reader;
    } catch (SQLException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** The transaction takes the only write lock when it begins. */
  @Override
  public void takeTurn(Connection connection) {}

  /**
   * Deleting overwrites a row where it lies ({@code secure_delete}), but while the tables grew
   * SQLite moved rows between pages and left copies in the unused parts, and the log beside the
   * database keeps earlier states of pages. So the database is written anew without them, which
   * needs room for a copy and time in proportion to its size, and the log is emptied.
   */
  @Override
  public void forgetDeleted() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
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

  @Override
  public Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  @Override
  public boolean canKeep(String text) {
    return true;
  }

  @Override
  public synchronized DataSource dataSource() {
    if (library == null) {
      if (file.toString().contains("?")) {
        throw new ChatException(
            "%s has a question mark in its path, where the library's driver would end it. Rename it"
                .formatted(file));
      }
      library = GdprSqlite.dataSource(file);
    }
    return library;
  }

  @Override
  public synchronized void close() {
    if (library != null) {
      library.close();
      library = null;
    }
  }

  private static Connection connectTo(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // A transaction takes the write lock when it begins. Otherwise it might have to give up in the
    // middle because somebody else wrote since.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    // As a URI, because a plain path is cut off at a question mark.
    return config.createConnection("jdbc:sqlite:" + file.toUri());
  }
}
