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

  static final int NEWEST = 3;

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
    Database database = Database.of(dataSource, false);
    database.writeRepeatably(
        connection -> {
          migrate(connection, database.dialect());
          return true;
        });
  }

  private static void migrate(Connection connection, Dialect dialect) throws SQLException {
    dialect.lockSchema(connection);
    int version = version(connection, dialect);
    if (version > NEWEST) {
      throw new SchemaVersionException(version, NEWEST);
    }
    try (Statement statement = connection.createStatement()) {
      for (int next = version + 1; next <= NEWEST; next++) {
        for (String sql : statements(dialect, next)) {
          statement.execute(sql);
        }
      }
    }
  }

  /** Refuses tables of another version with {@link SchemaVersionException}. */
  static void check(Connection connection, Dialect dialect) throws SQLException {
    int version = version(connection, dialect);
    if (version != NEWEST) {
      throw new SchemaVersionException(version, NEWEST);
    }
  }

  private static int version(Connection connection, Dialect dialect) throws SQLException {
    return Dialect.ask(connection, dialect.versionTables()).equals("0")
        ? 0
        : Integer.parseInt(
            Dialect.ask(connection, "SELECT COALESCE(MAX(version), 0) FROM gdpr_schema_version"));
  }

  static List<String> statements(Dialect dialect, int version) {
    return List.of(script(dialect, version).split(";\\s*\\R\\s*\\R|;\\s*\\z"));
  }

  static String script(Dialect dialect, int version) {
    String name = dialect.schemaFolder() + "/V" + version + ".sql";
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
