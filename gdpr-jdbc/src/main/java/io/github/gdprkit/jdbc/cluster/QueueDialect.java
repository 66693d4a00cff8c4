package io.github.gdprkit.jdbc.cluster;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** What differs between databases, for the queue. */
enum QueueDialect {
  POSTGRESQL(
      "PostgreSQL",
      "postgresql",
      new PostgreSqlJdbcCustomization(false, false),
      "SELECT clock_timestamp()",
      "INSERT INTO ",
      " ON CONFLICT DO NOTHING") {
    @Override
    Instant time(ResultSet row) throws SQLException {
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  },
  MARIADB(
      "MariaDB",
      "mariadb",
      new MariaDBJdbcCustomization(true),
      "SELECT UTC_TIMESTAMP(6)",
      "INSERT IGNORE INTO ",
      "") {
    @Override
    Instant time(ResultSet row) throws SQLException {
      return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  },
  SQLITE(
      "SQLite",
      "sqlite",
      new SqliteJdbcCustomization(),
      "SELECT CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)",
      "INSERT INTO ",
      " ON CONFLICT DO NOTHING") {
    @Override
    Instant time(ResultSet row) throws SQLException {
      return Instant.ofEpochMilli(row.getLong(1));
    }
  };

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;

  private final String product;
  private final String folder;
  private final JdbcCustomization times;
  private final String now;
  private final String insert;
  private final String unlessThere;

  QueueDialect(
      String product,
      String folder,
      JdbcCustomization times,
      String now,
      String insert,
      String unlessThere) {
    this.product = product;
    this.folder = folder;
    this.times = times;
    this.now = now;
    this.insert = insert;
    this.unlessThere = unlessThere;
  }

  static QueueDialect of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String found = connection.getMetaData().getDatabaseProductName();
      for (QueueDialect dialect : values()) {
        if (dialect.product.equals(found)) {
          return dialect;
        }
      }
      throw new IllegalArgumentException(
          "The task queue lies in PostgreSQL, MariaDB or SQLite, and the data source is of "
              + found);
    } catch (SQLException e) {
      throw TaskQueueException.of("The database of the task queue cannot be opened", e);
    }
  }

  /** The folder of the scripts that make the table. */
  String folder() {
    return folder;
  }

  /** How this database is told times, by db-scheduler and by {@link TaskQueue}. */
  JdbcCustomization times() {
    return times;
  }

  /** The query for the database's clock; {@link #time} reads its answer. */
  String now() {
    return now;
  }

  abstract Instant time(ResultSet row) throws SQLException;

  /** An insert that does nothing where the key is there already. */
  String insertUnlessThere(String rest) {
    return insert + rest + unlessThere;
  }

  /** Whether others were in the way, so that the same is worth another try at once. */
  boolean isBusy(SQLException failure) {
    int code = failure.getErrorCode();
    return this == SQLITE
        ? code == SQLITE_BUSY || code == SQLITE_LOCKED
        : String.valueOf(failure.getSQLState()).startsWith("40");
  }
}
