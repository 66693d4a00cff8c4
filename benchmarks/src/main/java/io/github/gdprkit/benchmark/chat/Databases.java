package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Databases by their addresses, of PostgreSQL or SQLite. */
public final class Databases {

  private static final String SQLITE = "jdbc:sqlite:";

  private Databases() {}

  /** As an application has it: a pool of connections, but for SQLite, which is a file. */
  public static DataSource at(String url) {
    return isSqlite(url)
        ? GdprSqlite.dataSource(Path.of(url.substring(SQLITE.length())))
        : TestDatabase.pool(url);
  }

  /** One connection, for a program that needs no other. */
  static Connection connection(String url) throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** Whether it is SQLite. */
  public static boolean isSqlite(String url) {
    return url.startsWith(SQLITE);
  }
}
