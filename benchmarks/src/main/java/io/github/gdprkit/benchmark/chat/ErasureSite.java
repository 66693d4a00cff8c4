package io.github.gdprkit.benchmark.chat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A chat, and copies of it in the same physical state: PostgreSQL's of a template, SQLite's of a
 * file. One copy at a time.
 */
abstract class ErasureSite implements AutoCloseable {

  /** A new copy, and connections to it as an application makes them; the one before goes. */
  abstract DataSource fresh() throws Exception;

  /** Connections of somebody else to the same copy, which know nothing of gdprkit. */
  abstract DataSource ofOthers() throws SQLException;

  abstract boolean isSqlite();

  static ErasureSite postgresql(ChatData data) throws SQLException {
    return new Postgresql(data);
  }

  static ErasureSite sqlite(ChatData data, Path folder) throws SQLException, IOException {
    return new Sqlite(data, folder);
  }

  @Override
  public abstract void close() throws IOException, SQLException;

  private static final class Postgresql extends ErasureSite {
    private final DatabaseServer server = DatabaseServer.postgresql();
    private final TestDatabase template = server.newDatabase();
    private final String templateName;
    private final String copyName;
    private @Nullable HikariDataSource pool;

    Postgresql(ChatData data) throws SQLException {
      data.fill(template.dataSource());
      try (Connection connection = DriverManager.getConnection(template.url())) {
        templateName = connection.getCatalog();
      }
      copyName = templateName + "_copy";
      // Nobody may be connected to a template.
      ((HikariDataSource) template.dataSource()).close();
    }

    @Override
    DataSource fresh() throws SQLException {
      drop();
      execute("CREATE DATABASE " + copyName + " TEMPLATE " + templateName + " STRATEGY FILE_COPY");
      HikariDataSource copy = TestDatabase.pool(server.url(copyName));
      pool = copy;
      try (Connection connection = copy.getConnection();
          Statement statement = connection.createStatement()) {
        // Into the memory of the machine, as the table of an application that runs.
        statement.execute("SELECT COUNT(*), MAX(LENGTH(content)) FROM zerver_message");
        statement.execute("CHECKPOINT");
      }
      return copy;
    }

    @Override
    DataSource ofOthers() {
      return Objects.requireNonNull(pool);
    }

    private void drop() throws SQLException {
      if (pool != null) {
        pool.close();
      }
      execute("DROP DATABASE IF EXISTS " + copyName);
    }

    private void execute(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(server.url("postgres"));
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    boolean isSqlite() {
      return false;
    }

    @Override
    public void close() throws SQLException {
      drop();
      template.close();
    }
  }

  private static final class Sqlite extends ErasureSite {
    private final Path template;
    private final Path copy;
    private @Nullable GdprSqlite source;

    Sqlite(ChatData data, Path folder) throws SQLException, IOException {
      template = folder.resolve("template.db");
      copy = folder.resolve("copy.db");
      try (GdprSqlite database = GdprSqlite.dataSource(template)) {
        data.fill(database);
        try (Connection connection = database.getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
      }
    }

    @Override
    DataSource fresh() throws SQLException, IOException {
      drop();
      Files.copy(template, copy, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel file = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        // Or the first commit pays for the copy.
        file.force(true);
      }
      GdprSqlite database = GdprSqlite.dataSource(copy);
      source = database;
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SELECT COUNT(*), MAX(LENGTH(content)) FROM zerver_message");
      }
      return database;
    }

    @Override
    DataSource ofOthers() {
      SQLiteConfig config = new SQLiteConfig();
      config.setBusyTimeout(60_000);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      SQLiteDataSource others = new SQLiteDataSource(config);
      others.setUrl("jdbc:sqlite:" + copy);
      return others;
    }

    private void drop() throws IOException {
      if (source != null) {
        source.close();
      }
      for (String end : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(Path.of(copy + end));
      }
    }

    @Override
    boolean isSqlite() {
      return true;
    }

    @Override
    public void close() throws IOException {
      drop();
      Files.delete(template);
    }
  }
}
