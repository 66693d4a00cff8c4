package io.github.gdprkit.servers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One database of a server, for one test. Closing it closes its connections and drops it. */
public final class TestDatabase implements AutoCloseable {

  private static final int CONNECTIONS = 12;

  private final DatabaseServer server;
  private final String name;
  private @Nullable HikariDataSource pool;

  TestDatabase(DatabaseServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Its JDBC address, with user and password, for another process. */
  public String url() {
    return server.url(name);
  }

  /** A pool of connections to it, always the same one. */
  public synchronized DataSource dataSource() {
    HikariDataSource connections = pool;
    if (connections == null) {
      connections = pool(url());
      pool = connections;
    }
    return connections;
  }

  /** A pool of connections to any database, as an application would make it. */
  public static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.close();
      pool = null;
    }
    server.drop(name);
  }
}
