package io.github.gdprkit.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of gdprkit. Each version is one script, {@code io/github/gdprkit/jdbc/sqlite/V1.sql}
 * and so on in this library's jar, and likewise in {@code postgresql} and {@code mariadb}; a tool
 * that already migrates the application's database can run the same scripts instead, in order.
 */
public final class GdprSchema {

  static final int NEWEST = 5;

  static final int NEWEST_OUTSIDE = 1;

  private static final Scripts INSIDE =
      new Scripts("", "gdpr_schema_version", NEWEST, "GdprSchema.migrate(dataSource)");

  private static final Scripts OUTSIDE =
      new Scripts(
          "outside/",
          "gdpr_outside_version",
          NEWEST_OUTSIDE,
          "GdprSchema.migrateOutside(dataSource)");

  private GdprSchema() {}

  /**
   * Makes the tables, or brings them up to the version that this library works with. Does nothing
   * when they are there, so an application can call it at each start; when several processes do,
   * one of them works and the others wait.
   *
   * <p>SQLite and PostgreSQL do all of it or nothing, in one transaction. MariaDB commits each
   * statement; after a failure half-way, call it again and it goes on.
   *
   * @throws SchemaVersionException when a newer library wrote the tables
   * @throws io.github.gdprkit.evidence.EvidenceStoreException when the database fails
   */
  public static void migrate(DataSource dataSource) {
    migrate(dataSource, INSIDE);
  }

  /**
   * The same for the tables that belong outside of the database they protect: those of {@link
   * JdbcErasureLedger} and {@link JdbcCheckpointStore}. Give it a second database, with backups of
   * its own; its scripts are {@code sqlite/outside/V1.sql} and so on.
   *
   * @throws SchemaVersionException when a newer library wrote the tables
   * @throws io.github.gdprkit.evidence.EvidenceStoreException when the database fails
   */
  public static void migrateOutside(DataSource dataSource) {
    migrate(dataSource, OUTSIDE);
  }

  /** One set of scripts, which has its own table of versions. */
  private record Scripts(String folder, String versionTable, int newest, String call) {}

  private static void migrate(DataSource dataSource, Scripts scripts) {
    Database database = Database.of(dataSource, false);
    database.writeRepeatably(
        connection -> {
          migrate(connection, database.dialect(), scripts);
          return true;
        });
  }

  private static void migrate(Connection connection, Dialect dialect, Scripts scripts)
      throws SQLException {
    dialect.lockSchema(connection);
    int version = version(connection, dialect, scripts);
    if (version > scripts.newest()) {
      throw new SchemaVersionException(version, scripts.newest(), scripts.call());
    }
    try (Statement statement = connection.createStatement()) {
      for (int next = version + 1; next <= scripts.newest(); next++) {
        for (String sql : statements(script(dialect, scripts.folder(), next))) {
          statement.execute(sql);
        }
      }
    }
  }

  /** Refuses tables of another version with {@link SchemaVersionException}. */
  static void check(Connection connection, Dialect dialect) throws SQLException {
    check(connection, dialect, INSIDE);
  }

  /** Refuses tables of another version with {@link SchemaVersionException}. */
  static void checkOutside(Connection connection, Dialect dialect) throws SQLException {
    check(connection, dialect, OUTSIDE);
  }

  private static void check(Connection connection, Dialect dialect, Scripts scripts)
      throws SQLException {
    int version = version(connection, dialect, scripts);
    if (version != scripts.newest()) {
      throw new SchemaVersionException(version, scripts.newest(), scripts.call());
    }
  }

  private static int version(Connection connection, Dialect dialect, Scripts scripts)
      throws SQLException {
    String table = scripts.versionTable();
    return hasTable(connection, dialect, table)
        ? Integer.parseInt(
            Dialect.ask(connection, "SELECT COALESCE(MAX(version), 0) FROM " + table))
        : 0;
  }

  static boolean hasTable(Connection connection, Dialect dialect, String name) throws SQLException {
    return !Dialect.ask(connection, dialect.tables(name)).equals("0");
  }

  static List<String> statements(Dialect dialect, int version) {
    return statements(script(dialect, version));
  }

  private static List<String> statements(String script) {
    return List.of(script.split(";\\s*\\R\\s*\\R|;\\s*\\z"));
  }

  static String script(Dialect dialect, int version) {
    return script(dialect, INSIDE.folder(), version);
  }

  static String outsideScript(Dialect dialect, int version) {
    return script(dialect, OUTSIDE.folder(), version);
  }

  private static String script(Dialect dialect, String folder, int version) {
    String name = dialect.schemaFolder() + "/" + folder + "V" + version + ".sql";
    try (InputStream script = GdprSchema.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException("The library's jar lacks its script " + name);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The script " + name + " cannot be read", e);
    }
  }
}
