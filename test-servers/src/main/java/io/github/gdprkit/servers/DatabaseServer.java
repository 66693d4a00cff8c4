package io.github.gdprkit.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database server that really runs: binaries that the build brings, started in a temporary folder
 * with the durability that the kit asks for. {@link #postgresql()} and {@link #mariadb()} give one
 * per Java machine, started when it is first needed and stopped when the machine ends.
 *
 * <p>A developer's own server is used instead when a property names it by its JDBC address, with
 * user and password in it: {@code -Dgdprkit.postgresql=jdbc:postgresql://...} or {@code
 * -Dgdprkit.mariadb=jdbc:mariadb://...}. The user must be allowed to make databases; each test
 * makes one of its own and drops it.
 */
public abstract class DatabaseServer implements AutoCloseable {

  private static @Nullable DatabaseServer postgresql;
  private static @Nullable DatabaseServer mariadb;

  DatabaseServer() {}

  /** The PostgreSQL of this Java machine. */
  public static synchronized DatabaseServer postgresql() {
    DatabaseServer server = postgresql;
    if (server == null) {
      String own = System.getProperty("gdprkit.postgresql");
      server = own == null ? stoppedAtExit(newPostgresql()) : new OwnServer(own);
      postgresql = server;
    }
    return server;
  }

  /** The MariaDB of this Java machine. */
  public static synchronized DatabaseServer mariadb() {
    DatabaseServer server = mariadb;
    if (server == null) {
      String own = System.getProperty("gdprkit.mariadb");
      server = own == null ? stoppedAtExit(newMariadb()) : new OwnServer(own);
      mariadb = server;
    }
    return server;
  }

  /** A PostgreSQL for one test alone, which may {@link #kill} it. The caller closes it. */
  public static DatabaseServer newPostgresql() {
    return newPostgresql(Map.of());
  }

  /**
   * The same with other settings.
   *
   * @param settings by their names, such as {@code fsync}
   */
  public static DatabaseServer newPostgresql(Map<String, String> settings) {
    return new PostgresqlServer(settings);
  }

  /**
   * A MariaDB for one test alone, which may {@link #kill} it. The caller closes it.
   *
   * @param arguments of the server, such as {@code --log-bin}
   */
  public static DatabaseServer newMariadb(String... arguments) {
    return new MariadbServer(arguments);
  }

  private static DatabaseServer stoppedAtExit(DatabaseServer server) {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "gdprkit-server-stop"));
    return server;
  }

  /** The JDBC address of a database of this name, with user and password. */
  public abstract String url(String database);

  /** A database that everybody may connect to, to make others from. */
  abstract String firstDatabase();

  /**
   * Ends the server and everything it started with SIGKILL, at once.
   *
   * @throws UnsupportedOperationException for a developer's own server
   */
  public abstract void kill();

  /**
   * Starts it again after {@link #kill}, at the same address with the same files, and returns when
   * it takes connections.
   *
   * @throws UnsupportedOperationException for a developer's own server
   */
  public abstract void restart();

  @Override
  public abstract void close();

  /** Makes a database of its own, empty. Closing it drops it. */
  public TestDatabase newDatabase() {
    String name = "gdprkit_" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name);
    return new TestDatabase(this, name);
  }

  void drop(String database) {
    execute("DROP DATABASE IF EXISTS " + database);
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url(firstDatabase()));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("The test server refuses: " + sql, e);
    }
  }
}
