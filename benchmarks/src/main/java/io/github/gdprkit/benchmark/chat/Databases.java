package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Connections as an application has them: from a pool, but for SQLite, which is a file. */
public final class Databases {

  private static final String SQLITE = "jdbc:sqlite:";

  private Databases() {}

  /** The database at an address of PostgreSQL or SQLite. */
  public static DataSource at(String url) {
    return isSqlite(url)
        ? GdprSqlite.dataSource(Path.of(url.substring(SQLITE.length())))
        : TestDatabase.pool(url);
  }

  /** Whether it is SQLite. */
  public static boolean isSqlite(String url) {
    return url.startsWith(SQLITE);
  }
}
