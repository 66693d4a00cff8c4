package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceStoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file, opened as the stores want it: nothing acknowledged is lost, and what is erased is
 * overwritten. Needs {@code org.xerial:sqlite-jdbc} on the class path; nothing else of this library
 * does.
 *
 * <p>Keeps one connection open, which nobody uses: SQLite takes its log apart when the last one is
 * closed, and that costs more than a commit. The stores use a few more again, which nobody else is
 * given, because to open one costs as much as a commit. A process that ends without closing this
 * loses nothing. Safe for use by many threads.
 */
public final class GdprSqlite implements DataSource, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_IDLE = 4;

  private final SQLiteDataSource connections;
  private final Connection keptOpen;

  /** Connections of stores, which have nothing open on them. */
  private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(MOST_IDLE);

  private GdprSqlite(SQLiteDataSource connections) throws SQLException {
    this.connections = connections;
    this.keptOpen = connections.getConnection();
    // Only who has read something takes part in the log.
    try (Statement statement = keptOpen.createStatement()) {
      statement.execute("SELECT COUNT(*) FROM sqlite_schema");
    }
  }

  /**
   * Connections to this file with write-ahead log, {@code synchronous = FULL}, {@code secure_delete
   * = ON} and {@code foreign_keys = ON}, which wait up to ten seconds for another writer. A file
   * that is not there is created, with its folders, so that only its owner can read it; the modes
   * of one that is there stay as they are.
   *
   * @throws EvidenceStoreException when the file cannot be created, or is no database
   */
  public static GdprSqlite dataSource(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.toString().contains("?")) {
      throw new IllegalArgumentException(
          "The path of the database has a question mark in it, where the driver would end it");
    }
    createOwnerOnly(absolute);
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) PATIENCE.toMillis());
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
    config.enforceForeignKeys(true);
    SQLiteDataSource connections = new SQLiteDataSource(config);
    connections.setUrl("jdbc:sqlite:" + absolute);
    try {
      return new GdprSqlite(connections);
    } catch (SQLException e) {
      throw Database.failure("The file of the database cannot be opened", e);
    }
  }

  private static void createOwnerOnly(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder, attributes(file, "rwx------"));
      }
      if (Files.notExists(file)) {
        Files.createFile(file, attributes(file, "rw-------"));
      }
    } catch (FileAlreadyExistsException e) {
      // Another process created it in the same moment, the same way.
    } catch (IOException e) {
      throw new EvidenceStoreException(
          "The file of the database cannot be created; check its folder and who may write there",
          e);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (keptOpen.isClosed()) {
      throw new SQLException("The data source is closed");
    }
    return connections.getConnection();
  }

  /** A connection for a store, which ends all that it begins on it and gives it back. */
  Connection borrow() throws SQLException {
    Connection connection = keptOpen.isClosed() ? null : idle.poll();
    return connection == null ? getConnection() : connection;
  }

  /** Takes a connection back, to be used again if all went well with it. */
  void giveBack(Connection connection, boolean isUsable) throws SQLException {
    if (!isUsable || !idle.offer(connection)) {
      connection.close();
    } else if (keptOpen.isClosed()) {
      closeIdle();
    }
  }

  private void closeIdle() throws SQLException {
    Connection connection;
    while ((connection = idle.poll()) != null) {
      connection.close();
    }
  }

  /** Refuses: a SQLite file knows no users. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("A SQLite file knows no users");
  }

  /** Gives no more connections. Those that were given stay open. */
  @Override
  public void close() {
    try {
      closeIdle();
      keptOpen.close();
      closeIdle();
    } catch (SQLException e) {
      throw Database.failure("The file of the database cannot be closed", e);
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return connections.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    connections.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    connections.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return connections.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return connections.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (isWrapperFor(type)) {
      return type.cast(this);
    }
    throw new SQLException("This is no wrapper for " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
