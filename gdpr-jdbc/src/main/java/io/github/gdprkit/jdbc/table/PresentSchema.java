package io.github.gdprkit.jdbc.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tables and columns that a database really has, in the order of their names. Views are not
 * among them, because they hold nothing; materialised ones are, because they hold copies.
 */
final class PresentSchema {

  /**
   * A table.
   *
   * @param name as it is called without more, where that finds it; else with its schema
   * @param qualified with its schema
   * @param columns each with its type, in their order
   */
  record Table(String name, String qualified, Map<String, String> columns) {

    /** The name of the column that is meant, or {@code null}. */
    @Nullable String column(String meant) {
      return find(columns.keySet(), meant, name -> name);
    }
  }

  private final List<String> schemas;
  private final List<String> others;
  private final List<Table> tables;

  private PresentSchema(List<String> schemas, List<String> others, List<Table> tables) {
    this.schemas = schemas;
    this.others = others;
    this.tables = tables;
  }

  /** The schemas that were looked into. */
  List<String> schemas() {
    return schemas;
  }

  /** Schemas of the same database that have tables and were not looked into. */
  List<String> others() {
    return others;
  }

  List<Table> tables() {
    return tables;
  }

  /** The table that is meant, by its name alone or with its schema, or {@code null}. */
  @Nullable Table table(String meant) {
    Table byName = find(tables, meant, Table::name);
    return byName != null ? byName : find(tables, meant, Table::qualified);
  }

  /** By the very name; else in another case, if only one is called like that. */
  private static <T> @Nullable T find(Iterable<T> all, String meant, Function<T, String> nameOf) {
    T other = null;
    int others = 0;
    for (T each : all) {
      String name = nameOf.apply(each);
      if (name.equals(meant)) {
        return each;
      }
      if (name.equalsIgnoreCase(meant)) {
        other = each;
        others++;
      }
    }
    return others == 1 ? other : null;
  }

  /**
   * Reads it.
   *
   * @param wanted the schemas to look into; empty for those where the connection looks
   * @throws IllegalArgumentException when it is no database that the kit knows
   */
  static PresentSchema read(Connection connection, List<String> wanted) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "SQLite" -> sqlite(connection, wanted);
      case "PostgreSQL" -> postgresql(connection, wanted);
      case "MariaDB" -> mariadb(connection, wanted);
      default ->
          throw new IllegalArgumentException(
              "gdprkit reads the schema of SQLite, PostgreSQL and MariaDB, and the data source is"
                  + " of "
                  + product);
    };
  }

  /** Shadow tables are how a virtual table keeps its rows: the virtual one stands for them. */
  private static PresentSchema sqlite(Connection connection, List<String> wanted)
      throws SQLException {
    List<String> schemas = wanted.isEmpty() ? List.of("main") : wanted;
    String sql =
        "SELECT t.schema, t.name, c.name, c.type, t.schema = 'main'"
            + " FROM pragma_table_list AS t, pragma_table_xinfo(t.name, t.schema) AS c"
            + " WHERE t.schema IN (%s) AND t.type IN ('table', 'virtual')"
            + " AND t.name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' AND c.hidden <> 1"
            + " ORDER BY t.schema, t.name, c.cid";
    return new PresentSchema(schemas, List.of(), tables(connection, sql, schemas));
  }

  /** Partitions are left to the table that they are parts of. */
  private static PresentSchema postgresql(Connection connection, List<String> wanted)
      throws SQLException {
    String names = "SELECT unnest(current_schemas(false))";
    List<String> schemas = wanted.isEmpty() ? strings(connection, names, List.of()) : wanted;
    String from =
        " FROM pg_catalog.pg_class t"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace"
            + " JOIN pg_catalog.pg_attribute c ON c.attrelid = t.oid"
            + " WHERE t.relkind IN ('r', 'p', 'f', 'm') AND NOT t.relispartition"
            + " AND c.attnum > 0 AND NOT c.attisdropped";
    String sql =
        "SELECT n.nspname, t.relname, c.attname,"
            + " pg_catalog.format_type(c.atttypid, c.atttypmod), pg_catalog.pg_table_is_visible(t.oid)"
            + from
            + " AND n.nspname IN (%s) ORDER BY n.nspname, t.relname, c.attnum";
    String others =
        "SELECT DISTINCT n.nspname"
            + from
            + " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            + " AND n.nspname NOT IN (%s) ORDER BY 1";
    return new PresentSchema(
        schemas, strings(connection, others, schemas), tables(connection, sql, schemas));
  }

  private static PresentSchema mariadb(Connection connection, List<String> wanted)
      throws SQLException {
    List<String> schemas =
        wanted.isEmpty() ? strings(connection, "SELECT DATABASE()", List.of()) : wanted;
    String sql =
        "SELECT t.table_schema, t.table_name, c.column_name, c.column_type,"
            + " t.table_schema <=> DATABASE()"
            + " FROM information_schema.tables t JOIN information_schema.columns c"
            + " ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
            + " WHERE t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')"
            + " AND t.table_schema IN (%s)"
            + " ORDER BY t.table_schema, t.table_name, c.ordinal_position";
    return new PresentSchema(schemas, List.of(), tables(connection, sql, schemas));
  }

  /** Rows of schema, table, column, type, and whether the table is found without its schema. */
  private static List<Table> tables(Connection connection, String sql, List<String> schemas)
      throws SQLException {
    Map<String, Table> tables = new TreeMap<>();
    try (PreparedStatement statement = prepared(connection, sql, schemas);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String bare = row.getString(2);
        String qualified = row.getString(1) + "." + bare;
        String name = row.getBoolean(5) ? bare : qualified;
        tables
            .computeIfAbsent(name, key -> new Table(key, qualified, new LinkedHashMap<>()))
            .columns()
            .put(row.getString(3), row.getString(4));
      }
    }
    return List.copyOf(tables.values());
  }

  private static List<String> strings(Connection connection, String sql, List<String> schemas)
      throws SQLException {
    List<String> strings = new ArrayList<>();
    try (PreparedStatement statement = prepared(connection, sql, schemas);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String string = row.getString(1);
        if (string != null) {
          strings.add(string);
        }
      }
    }
    return List.copyOf(strings);
  }

  private static PreparedStatement prepared(Connection connection, String sql, List<String> schemas)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(schemas.size(), "?"));
    PreparedStatement statement =
        connection.prepareStatement(sql.formatted(marks.isEmpty() ? "NULL" : marks));
    try {
      for (int i = 0; i < schemas.size() && sql.contains("%s"); i++) {
        statement.setString(i + 1, schemas.get(i));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
