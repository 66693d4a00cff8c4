package io.github.gdprkit.example.chat.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The SQLite settings that the server's promises rest on. SQLite ignores a setting that it cannot
 * keep (there is no WAL on some network drives), so each is read back before the database is used.
 */
final class SqliteSettings {

  private static final Map<String, String> PROMISED = new LinkedHashMap<>();

  static {
    PROMISED.put("busy_timeout", "10000");
    PROMISED.put("journal_mode", "wal");
    PROMISED.put("synchronous", "2"); // FULL: what was committed survives a power cut
    PROMISED.put("secure_delete", "1"); // deleted content is overwritten with zeros
    PROMISED.put("foreign_keys", "1");
  }

  private SqliteSettings() {}

  static void apply(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> setting : PROMISED.entrySet()) {
        statement.execute("PRAGMA " + setting.getKey() + " = " + setting.getValue());
      }
    }
    check(connection, file);
  }

  /** For the one connection that writes: 64 mebibytes keep large transactions off the disk. */
  static void enlargeCache(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA cache_size = -65536");
    }
  }

  static void check(Connection connection, Path file) throws SQLException {
    for (Map.Entry<String, String> setting : PROMISED.entrySet()) {
      String effective = read(connection, setting.getKey());
      if (!setting.getValue().equals(effective)) {
        throw new ChatException(
            ("SQLite runs with %s = %s on %s, and this server needs %s. Put the database on a local"
                    + " disk (not a network drive) and try again")
                .formatted(setting.getKey(), effective, file, setting.getValue()));
      }
    }
  }

  private static String read(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + setting)) {
      return row.next() ? row.getString(1) : "nothing";
    }
  }
}
