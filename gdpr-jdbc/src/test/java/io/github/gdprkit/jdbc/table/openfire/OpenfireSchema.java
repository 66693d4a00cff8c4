package io.github.gdprkit.jdbc.table.openfire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The tables of Openfire, a public chat server, on PostgreSQL, read from a list of their columns
 * that lies beside the checkout and not in it.
 */
final class OpenfireSchema {

  private static final String FILE = "data/schemas/openfire.csv";
  private static final int FIELDS = 6;

  /**
   * What Openfire lacks and table hooks need: columns that tell rows apart, and paths to the rows
   * of one person. An operator adds indexes without changing a table.
   */
  private static final List<String> INDEXES =
      List.of(
          "CREATE UNIQUE INDEX ON ofmucconversationlog (messageid)",
          "CREATE UNIQUE INDEX ON ofmucroom (roomid)",
          "CREATE UNIQUE INDEX ON ofpubsubnodegroups (serviceid, nodeid, rostergroup)",
          "CREATE INDEX ON ofmucconversationlog (split_part(sender, '/', 1), messageid)",
          "CREATE INDEX ON ofgroupuser (username)",
          "CREATE INDEX ON ofmucaffiliation (jid)",
          "CREATE INDEX ON ofmucmember (jid)",
          "CREATE INDEX ON ofpubsubaffiliation (jid)",
          "CREATE INDEX ON ofpubsubitem (split_part(jid, '/', 1))",
          "CREATE INDEX ON ofpubsubnode (creator)",
          "CREATE INDEX ON ofpubsubnodejids (jid)",
          "CREATE INDEX ON ofpubsubsubscription (owner)",
          "CREATE INDEX ON ofpubsubsubscription (split_part(jid, '/', 1))",
          "CREATE INDEX ON ofroster (username)",
          "CREATE INDEX ON ofroster (jid)",
          "CREATE INDEX ON ofsecurityauditlog (username)");

  /** A column as the list has it; the place in the key is 0 outside of it. */
  record Column(String name, String type, boolean isNullable, int keyPosition) {

    /** The list has no lengths, and CHAR without one is a single character. */
    String ddl() {
      String length = type.equals("character") ? (name.equals("iv") ? "(24)" : "(15)") : "";
      return name + " " + type + length + (isNullable ? "" : " NOT NULL");
    }
  }

  private final Map<String, List<Column>> tables;

  private OpenfireSchema(Map<String, List<Column>> tables) {
    this.tables = tables;
  }

  /** Whether the list is on this machine. */
  static boolean isThere() {
    return file() != null;
  }

  private static Path file() {
    String property = System.getProperty("gdprkit.shared");
    Stream<String> folders =
        property != null
            ? Stream.of(property)
            : Stream.of("../../../shared", "../../shared", "../shared");
    return folders
        .map(folder -> Path.of(folder).resolve(FILE))
        .filter(Files::isReadable)
        .findFirst()
        .orElse(null);
  }

  static OpenfireSchema read() throws IOException {
    Map<String, List<Column>> tables = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file());
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      if (fields.length != FIELDS) {
        throw new IOException("Not six fields: " + line);
      }
      tables
          .computeIfAbsent(fields[0], name -> new ArrayList<>())
          .add(
              new Column(
                  fields[2], fields[3], fields[4].equals("YES"), Integer.parseInt(fields[5])));
    }
    return new OpenfireSchema(tables);
  }

  Map<String, List<Column>> tables() {
    return tables;
  }

  List<Column> columns(String table) {
    return tables.get(table);
  }

  int countOfColumns() {
    return tables.values().stream().mapToInt(List::size).sum();
  }

  void create(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
        statement.execute(ddl(table.getKey(), table.getValue()));
      }
      for (String index : INDEXES) {
        statement.execute(index);
      }
    }
  }

  private static String ddl(String table, List<Column> columns) {
    Map<Integer, String> key = new TreeMap<>();
    for (Column column : columns) {
      if (column.keyPosition() > 0) {
        key.put(column.keyPosition(), column.name());
      }
    }
    String primary = key.isEmpty() ? "" : ", PRIMARY KEY (" + String.join(", ", key.values()) + ")";
    return "CREATE TABLE "
        + table
        + " ("
        + columns.stream().map(Column::ddl).collect(Collectors.joining(", "))
        + primary
        + ")";
  }
}
