package io.github.gdprkit.example.chat.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables in one schema of a PostgreSQL database, through a pool of connections. */
final class PostgresqlStorage implements Storage {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration READERS = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 16;
  private static final int FETCHED_AT_ONCE = 1_000;

  /** Of this server alone, in a database that others may use as well. */
  private static final long TURN = 0x6368_6174_7475_726eL;

  /** Who can still see, or may still be given, what was there before this transaction. */
  private static final String OLDER =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
        AND datname = current_database()
        AND (age(backend_xmin) > 0 OR age(backend_xid) > 0)
      """;

  private final ChatLocation location;
  private final HikariDataSource pool;

  private PostgresqlStorage(ChatLocation location, HikariDataSource pool) {
    this.location = location;
    this.pool = pool;
  }

  static boolean isThere(ChatLocation location) throws SQLException {
    try (Connection connection = firstConnection(location)) {
      return PostgresqlSchema.version(connection) > 0;
    }
  }

  /** Makes the tables in a schema without any, and the folder of files that goes with them. */
  static PostgresqlStorage open(ChatLocation location) throws SQLException, IOException {
    try (Connection connection = firstConnection(location)) {
      PostgresqlSchema.refuseForeign(connection, location);
      connection.setAutoCommit(false);
      wait(connection);
      PostgresqlSchema.upgrade(connection, location);
      connection.commit();
    }
    return new PostgresqlStorage(location, pool(location));
  }

  /** Outside of the pool, because it tells at once and in full why there is none. */
  private static Connection firstConnection(ChatLocation location) throws SQLException {
    try {
      return DriverManager.getConnection(location.url(), properties(location));
    } catch (SQLException e) {
      throw PostgresqlFailures.cannotConnect(e, location);
    }
  }

  private static Properties properties(ChatLocation location) {
    Properties properties = location.account();
    properties.setProperty("ApplicationName", "chat-server");
    properties.setProperty("loginTimeout", Long.toString(PATIENCE.toSeconds()));
    // Whatever the size of a result, a transaction reads it in pieces.
    properties.setProperty("defaultRowFetchSize", Integer.toString(FETCHED_AT_ONCE));
    return properties;
  }

  private static HikariDataSource pool(ChatLocation location) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("chat");
    config.setJdbcUrl(location.url());
    config.setDataSourceProperties(properties(location));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setConnectionInitSql("SET lock_timeout = " + PATIENCE.toMillis());
    return new HikariDataSource(config);
  }

  @Override
  public Connection connect() throws SQLException {
    return pool.getConnection();
  }

  /** One transaction that sees what was committed when it first read. The pool ends it. */
  @Override
  public Connection connectToRead() throws SQLException {
    Connection reader = pool.getConnection();
    try {
      reader.setReadOnly(true);
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return reader;
    } catch (SQLException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void takeTurn(Connection connection) throws SQLException {
    wait(connection);
  }

  private static void wait(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      lock.setLong(1, TURN);
      lock.execute();
    }
  }

  /**
   * Deleting marks a row, and {@code VACUUM} makes its place free without overwriting it. So all
   * tables are written anew without what is gone ({@code VACUUM FULL}), which needs room for a copy
   * and shuts each table meanwhile; their statistics, which quote values, are made anew as well,
   * but for a table in which no row is left.
   *
   * <p>What nobody can write anew from here: the server's write-ahead log, which keeps what was
   * written until it is recycled or archived, copies on other servers, backups, and blocks of the
   * disk that the old files have left.
   */
  @Override
  public void forgetDeleted() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      if (isSeenByOthers(statement)) {
        throw stillRead(null);
      }
      for (String table : tables(connection)) {
        statement.execute("VACUUM (FULL, ANALYZE) " + statement.enquoteIdentifier(table, true));
      }
    } catch (SQLException e) {
      if (PostgresqlFailures.isBusy(e)) {
        throw stillRead(e);
      }
      throw e;
    }
  }

  /** What an open transaction may still see, {@code VACUUM} keeps. */
  private static boolean isSeenByOthers(Statement statement) throws SQLException {
    // Takes a number, so that whatever is open now has an earlier one.
    statement.execute("SELECT pg_current_xact_id()");
    long until = System.nanoTime() + READERS.toNanos();
    do {
      try (ResultSet row = statement.executeQuery(OLDER)) {
        if (row.next() && row.getLong(1) == 0) {
          return false;
        }
      }
      statement.execute("SELECT pg_sleep(0.1)");
    } while (System.nanoTime() - until < 0);
    return true;
  }

  private static ChatException stillRead(@Nullable SQLException cause) {
    String message =
        "another program is reading the database, so what was erased may still stand in its files."
            + " Wait until it is done, then erase again";
    return cause == null ? new ChatException(message) : new ChatException(message, cause);
  }

  @Override
  public Set<String> tables(Connection connection) throws SQLException {
    return PostgresqlSchema.tables(connection);
  }

  /** It has no character of the number zero, and no halves of characters. */
  @Override
  public boolean canKeep(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  @Override
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
