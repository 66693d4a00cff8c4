package io.github.gdprkit.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The tables of gdprkit. Each version is one script, {@code io/github/gdprkit/jdbc/sqlite/V1.sql}
 * and so on in this library's jar; a tool that already migrates the application's database can run
 * the same scripts instead, in order.
 */
public final class GdprSchema {

  static final int NEWEST = 3;
  private static final String VERSION_TABLE = "gdpr_schema_version";

  private GdprSchema() {}

  /**
   * Makes the tables, or brings them up to the version that this library works with, in one
   * transaction. Does nothing when they are there, so an application can call it at each start;
   * when several processes do, one of them works and the others wait.
   *
   * @throws SchemaVersionException when a newer library wrote the tables
   * @throws io.github.gdprkit.evidence.EvidenceStoreException when the database fails
   */
  public static void migrate(DataSource dataSource) {
    Database database = Database.of(dataSource, false);
    database.write(
        connection -> {
          migrate(connection, database.dialect());
          return true;
        });
  }

  private static void migrate(Connection connection, Dialect dialect) throws SQLException {
    int version = version(connection);
    if (version > NEWEST) {
      throw new SchemaVersionException(version, NEWEST);
    }
    try (Statement statement = connection.createStatement()) {
      for (int next = version + 1; next <= NEWEST; next++) {
        for (String sql : script(dialect, next).split(";\\s*\\R\\s*\\R|;\\s*\\z")) {
          statement.execute(sql);
        }
      }
    }
  }

  /** Refuses tables of another version with {@link SchemaVersionException}. */
  static void check(Connection connection) throws SQLException {
    int version = version(connection);
    if (version != NEWEST) {
      throw new SchemaVersionException(version, NEWEST);
    }
  }

  private static int version(Connection connection) throws SQLException {
    if (!hasTable(connection)) {
      return 0;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT MAX(version) FROM " + VERSION_TABLE)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static boolean hasTable(Connection connection) throws SQLException {
    String[] tables = {"TABLE"};
    try (ResultSet row =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), VERSION_TABLE, tables)) {
      return row.next();
    }
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
