package io.github.gdprkit.jdbc.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The table of the task queue, {@code gdpr_task_queue}. Each version is one script, {@code
 * io/github/gdprkit/jdbc/cluster/postgresql/V1.sql} and so on in this library's jar; a tool that
 * already migrates the application's database can run copies of them instead, in order.
 */
public final class TaskQueueSchema {

  static final int NEWEST = 1;
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

  private TaskQueueSchema() {}

  /**
   * Makes the table, or brings it up to the version that this library works with. Does nothing when
   * it is there, so each node can call it at each start, all at once if need be.
   *
   * @throws TaskQueueException when a newer library wrote the table, or the database fails
   */
  public static void migrate(DataSource source) {
    QueueDialect dialect = QueueDialect.of(source);
    long pause = FIRST_PAUSE.toNanos();
    for (int tries = 1; ; tries++) {
      try {
        migrate(source, dialect);
        return;
      } catch (SQLException e) {
        // Nodes that make the same table in the same moment can meet; the script can be run again.
        if (tries == ATTEMPTS) {
          throw TaskQueueException.of("The table of the task queue cannot be made", e);
        }
        LockSupport.parkNanos(pause);
        pause *= 2;
      }
    }
  }

  private static void migrate(DataSource source, QueueDialect dialect) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      int version = version(connection);
      requireNotNewer(version);
      for (int next = version + 1; next <= NEWEST; next++) {
        for (String sql : script(dialect, next).split(";\\s*\\R\\s*\\R|;\\s*\\z")) {
          statement.execute(sql);
        }
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  /** Refuses a table that is not there, or is of another version. */
  static void check(DataSource source) {
    int version;
    try (Connection connection = source.getConnection()) {
      version = version(connection);
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw TaskQueueException.of("The table of the task queue cannot be looked at", e);
    }
    requireNotNewer(version);
    if (version < NEWEST) {
      throw new TaskQueueException(
          "The table of the task queue is "
              + (version == 0 ? "not there" : "of version " + version)
              + "; call TaskQueueSchema.migrate(dataSource) before, or have your own tool run the"
              + " scripts up to version "
              + NEWEST,
          null);
    }
  }

  private static void requireNotNewer(int version) {
    if (version > NEWEST) {
      throw new TaskQueueException(
          "The table of the task queue is of version "
              + version
              + " and this library knows versions up to "
              + NEWEST
              + "; use the newer library that made it",
          null);
    }
  }

  private static int version(Connection connection) throws SQLException {
    String[] tables = {"TABLE"};
    try (ResultSet table =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(),
                connection.getSchema(),
                "gdpr_task_queue_version",
                tables)) {
      if (!table.next()) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT MAX(version) FROM gdpr_task_queue_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  static String script(QueueDialect dialect, int version) {
    String name = dialect.folder() + "/V" + version + ".sql";
    try (InputStream script = TaskQueueSchema.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException("The library's jar lacks its script " + name);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The script " + name + " cannot be read", e);
    }
  }
}
