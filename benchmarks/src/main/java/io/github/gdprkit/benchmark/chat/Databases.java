package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.jdbc.GdprSqlite;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections without a pool, as a small program makes them. */
public final class Databases {

  private static final String SQLITE = "jdbc:sqlite:";

  private Databases() {}

  /** The database at an address of PostgreSQL or SQLite. */
  public static DataSource at(String url) {
    if (isSqlite(url)) {
      return GdprSqlite.dataSource(Path.of(url.substring(SQLITE.length())));
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    return source;
  }

  /** Whether it is SQLite. */
  public static boolean isSqlite(String url) {
    return url.startsWith(SQLITE);
  }
}
