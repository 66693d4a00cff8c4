package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a PostgreSQL schema to the newest version of the tables, one {@code schema/postgresql/V*}
 * after the other, and sees to it that the folder of files is the one that belongs to them.
 */
final class PostgresqlSchema {

  static final int NEWEST = 1;

  private static final String ID_FILE = "-database-id";
  private static final String LIBRARY = "gdpr_";

  private PostgresqlSchema() {}

  /** Refuses, before anything is changed, what this server cannot or must not write to. */
  static void refuseForeign(Connection connection, ChatLocation location) throws SQLException {
    int version = version(connection);
    if (version > NEWEST) {
      throw new ChatException(
          ("%s has version %s of the tables, and this server knows versions up to %s. Use the newer"
                  + " server that wrote it, or name another database with --db")
              .formatted(location, version, NEWEST));
    }
    if (connection.getSchema() == null) {
      throw new ChatException(
          "%s has no schema that this user can use. Create it, or name another with &currentSchema="
              .formatted(location));
    }
    if (version == 0 && tables(connection).stream().anyMatch(name -> !name.startsWith(LIBRARY))) {
      throw new ChatException(
          ("the schema %s of %s has tables of another application. Name another database with --db,"
                  + " or a schema of its own with &currentSchema=")
              .formatted(connection.getSchema(), location));
    }
  }

  /** In a transaction that nobody else has at the same time. */
  static void upgrade(Connection connection, ChatLocation location)
      throws SQLException, IOException {
    int version = version(connection);
    try (Statement statement = connection.createStatement()) {
      if (version == 0) {
        String id = idForNewTables(location);
        statement.execute(script(1));
        setId(connection, id);
        return;
      }
      for (int next = version + 1; next <= NEWEST; next++) {
        statement.execute(script(next));
      }
      statement.execute("UPDATE chat_server SET version = " + NEWEST);
    } catch (SQLException e) {
      throw PostgresqlFailures.cannotMakeTables(e, location);
    }
    requireItsFolder(connection, location);
  }

  /**
   * Written before the tables are: a crash in between leaves a folder with an id and nothing else,
   * which is taken for the next try.
   */
  private static String idForNewTables(ChatLocation location) throws IOException {
    Path file = location.beside(ID_FILE);
    Path folder = Objects.requireNonNull(file.getParent());
    OwnerOnly.folders(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(other -> !other.equals(file))) {
        throw new ChatException(
            ("the folder %s has files of another database, and %s is new. Name an empty folder with"
                    + " --files")
                .formatted(folder, location));
      }
    }
    String id = UUID.randomUUID().toString();
    OwnerOnly.file(file);
    Files.writeString(file, id);
    OwnerOnly.force(folder);
    return id;
  }

  private static void setId(Connection connection, String id) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO chat_server (version, database_id) VALUES (?, ?)")) {
      insert.setInt(1, NEWEST);
      insert.setString(2, id);
      insert.executeUpdate();
    }
  }

  private static void requireItsFolder(Connection connection, ChatLocation location)
      throws SQLException, IOException {
    Path file = location.beside(ID_FILE);
    String wanted = text(connection, "SELECT database_id FROM chat_server");
    if (wanted == null || Files.notExists(file)) {
      throw new ChatException(
          ("the files of %s are not in %s: uploads, keys, the ledger of erasures. Name their folder"
                  + " with --files. If they are lost for good, create %s with this line in it, and what"
                  + " was in them is missing: %s")
              .formatted(location, file.getParent(), file, wanted));
    }
    if (!Files.readString(file).strip().equals(wanted)) {
      throw new ChatException(
          "the folder %s belongs to another database than %s. Name its folder with --files"
              .formatted(file.getParent(), location));
    }
  }

  /** 0 when the tables are not there. */
  static int version(Connection connection) throws SQLException {
    if (!tables(connection).contains("chat_server")) {
      return 0;
    }
    String version = text(connection, "SELECT version FROM chat_server");
    return version == null ? 0 : Integer.parseInt(version);
  }

  /** The tables and views of the schema that unqualified names mean. */
  static Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')
                """)) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  private static @Nullable String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private static String script(int version) throws IOException {
    String name = "/schema/postgresql/V" + version + ".sql";
    try (InputStream in =
        Objects.requireNonNull(PostgresqlSchema.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
