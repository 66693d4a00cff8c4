package io.github.gdprkit.jdbc.table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes the tables of the database that a connection is to, as far as its driver tells. */
class Schema {

  final Connection connection;
  final Engine engine;
  private final DatabaseMetaData meta;
  private final String quote;

  /** Tables that were described before: many have labels in the same one. */
  private final Map<String, TableInfo> described = new HashMap<>();

  private Schema(Connection connection, Engine engine) throws SQLException {
    this.connection = connection;
    this.engine = engine;
    this.meta = connection.getMetaData();
    this.quote = meta.getIdentifierQuoteString();
  }

  static Schema of(Connection connection) throws SQLException {
    Engine engine = Engine.of(connection.getMetaData().getDatabaseProductName());
    return engine == Engine.SQLITE ? new OfSqlite(connection) : new Schema(connection, engine);
  }

  /** The table of this name, which may begin with that of its schema; {@code null} without one. */
  final @Nullable TableInfo find(String name) throws SQLException {
    TableInfo table = described.get(name);
    if (table == null) {
      table = describe(name);
      if (table != null) {
        described.put(name, table);
      }
    }
    return table;
  }

  @Nullable TableInfo describe(String name) throws SQLException {
    int dot = name.lastIndexOf('.');
    TableInfo.Place place = place(dot < 0 ? null : name.substring(0, dot), name.substring(dot + 1));
    if (place == null) {
      return null;
    }
    Map<String, Column> columns = columns(place);
    List<TableInfo.Index> indexes = new ArrayList<>();
    List<String> primary = new ArrayList<>();
    try (ResultSet row = meta.getPrimaryKeys(place.catalog(), place.schema(), place.table())) {
      Map<Integer, String> bySequence = new TreeMap<>();
      while (row.next()) {
        bySequence.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
      }
      primary.addAll(bySequence.values());
    }
    if (!primary.isEmpty()) {
      indexes.add(TableInfo.Index.primary(primary));
    }
    indexes.addAll(indexes(place));
    String qualifier = engine == Engine.MARIADB ? place.catalog() : place.schema();
    String sql = (qualifier == null ? "" : quoted(qualifier) + ".") + quoted(place.table());
    return new TableInfo(place, sql, columns, indexes);
  }

  final String quoted(String identifier) {
    return quote + identifier.replace(quote, quote + quote) + quote;
  }

  private TableInfo.@Nullable Place place(@Nullable String qualifier, String table)
      throws SQLException {
    if (engine == Engine.MARIADB) {
      String catalog = qualifier == null ? connection.getCatalog() : qualifier;
      return place(catalog, null, table);
    }
    String catalog = connection.getCatalog();
    TableInfo.Place place =
        place(catalog, qualifier == null ? connection.getSchema() : qualifier, table);
    // Further schemas can be on the path in which names are looked up.
    return place == null && qualifier == null ? place(catalog, null, table) : place;
  }

  private TableInfo.@Nullable Place place(
      @Nullable String catalog, @Nullable String schema, String table) throws SQLException {
    List<TableInfo.Place> exact = new ArrayList<>();
    List<TableInfo.Place> inAnyCase = new ArrayList<>();
    try (ResultSet row = meta.getTables(catalog, schema, "%", null)) {
      while (row.next()) {
        String name = row.getString("TABLE_NAME");
        String type = String.valueOf(row.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
        if ((type.contains("TABLE") || type.contains("VIEW")) && name.equalsIgnoreCase(table)) {
          String found = row.getString("TABLE_SCHEM");
          if (schema == null || schema.equals(found)) {
            TableInfo.Place place =
                new TableInfo.Place(catalog, engine == Engine.MARIADB ? null : found, name);
            (name.equals(table) ? exact : inAnyCase).add(place);
          }
        }
      }
    }
    List<TableInfo.Place> found = exact.isEmpty() ? inAnyCase : exact;
    return found.size() == 1 ? found.get(0) : null;
  }

  private Map<String, Column> columns(TableInfo.Place place) throws SQLException {
    Set<String> inexact = inexactColumns(place);
    Map<String, Column> columns = new LinkedHashMap<>();
    try (ResultSet row =
        meta.getColumns(place.catalog(), pattern(place.schema()), pattern(place.table()), "%")) {
      while (row.next()) {
        String name = row.getString("COLUMN_NAME");
        int jdbcType = row.getInt("DATA_TYPE");
        String typeName = row.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
        int size = row.getInt("COLUMN_SIZE");
        ColumnType type = type(jdbcType, typeName, size, row.getInt("DECIMAL_DIGITS"));
        columns.put(
            name,
            new Column(
                name,
                quoted(name),
                type,
                typeName,
                (type == ColumnType.TEXT || type == ColumnType.DECIMAL) && size > 0 ? size : 0,
                row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                type == ColumnType.TEXT
                    && (engine == Engine.MARIADB
                        || typeName.equals("citext")
                        || inexact.contains(name))));
      }
    }
    return columns;
  }

  private @Nullable String pattern(@Nullable String name) throws SQLException {
    if (name == null) {
      return null;
    }
    String escape = meta.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private ColumnType type(int jdbcType, String typeName, int size, int digits) {
    if (engine == Engine.POSTGRESQL) {
      return switch (typeName) {
        case "text", "varchar", "bpchar", "char", "name", "citext" -> ColumnType.TEXT;
        case "int2", "int4", "int8", "smallserial", "serial", "bigserial", "oid" ->
            ColumnType.NUMBER;
        case "numeric" -> decimal(size, digits);
        case "float4", "float8" -> ColumnType.REAL;
        case "bool" -> ColumnType.FLAG;
        case "uuid" -> ColumnType.UUID_TYPE;
        case "timestamptz" -> ColumnType.TIME;
        case "timestamp" -> ColumnType.CIVIL_TIME;
        case "date" -> ColumnType.DATE;
        case "bytea" -> ColumnType.BYTES;
        default -> jdbcType == Types.ARRAY ? ColumnType.ARRAY : ColumnType.OTHER;
      };
    }
    return switch (jdbcType) {
      case Types.BIT ->
          typeName.startsWith("tinyint")
              ? ColumnType.NUMBER
              : size > 1 ? ColumnType.BYTES : ColumnType.FLAG;
      // MariaDB's driver calls TINYINT(1) so, which takes more numbers than 0 and 1.
      case Types.BOOLEAN -> engine == Engine.MARIADB ? ColumnType.NUMBER : ColumnType.FLAG;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ColumnType.NUMBER;
      case Types.NUMERIC, Types.DECIMAL -> decimal(size, digits);
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> ColumnType.REAL;
      case Types.TIMESTAMP_WITH_TIMEZONE -> ColumnType.TIME;
      // Stored as a point in time and shown in the zone of the session.
      case Types.TIMESTAMP -> ColumnType.CIVIL_TIME;
      case Types.DATE -> ColumnType.DATE;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnType.BYTES;
      case Types.ARRAY -> ColumnType.ARRAY;
      case Types.OTHER ->
          typeName.equals("uuid") && engine != Engine.MARIADB
              ? ColumnType.UUID_TYPE
              : ColumnType.TEXT;
      default -> ColumnType.TEXT;
    };
  }

  static ColumnType decimal(int size, int digits) {
    return digits == 0 && size > 0 && size <= 18 ? ColumnType.NUMBER : ColumnType.DECIMAL;
  }

  /** Columns with a collation in which texts that differ can be equal. */
  private Set<String> inexactColumns(TableInfo.Place place) throws SQLException {
    Set<String> columns = new HashSet<>();
    if (engine == Engine.POSTGRESQL) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              SELECT a.attname FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class t ON t.oid = a.attrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
              JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
              WHERE n.nspname = ? AND t.relname = ? AND NOT c.collisdeterministic
              """)) {
        statement.setString(1, place.schema());
        statement.setString(2, place.table());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            columns.add(row.getString(1));
          }
        }
      }
    }
    return columns;
  }

  private List<TableInfo.Index> indexes(TableInfo.Place place) throws SQLException {
    Map<String, Map<Integer, String>> columns = new LinkedHashMap<>();
    Set<String> unique = new HashSet<>();
    Set<String> partial = new HashSet<>();
    try (ResultSet row =
        meta.getIndexInfo(place.catalog(), place.schema(), place.table(), false, true)) {
      while (row.next()) {
        String index = row.getString("INDEX_NAME");
        if (row.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic || index == null) {
          continue;
        }
        columns
            .computeIfAbsent(index, name -> new TreeMap<>())
            .put(row.getInt("ORDINAL_POSITION"), String.valueOf(row.getString("COLUMN_NAME")));
        if (!row.getBoolean("NON_UNIQUE")) {
          unique.add(index);
        }
        if (row.getString("FILTER_CONDITION") != null) {
          partial.add(index);
        }
      }
    }
    List<TableInfo.Index> indexes = new ArrayList<>();
    Map<String, KeyParts> keys = keyParts(place);
    columns.forEach(
        (name, parts) -> {
          if (!partial.contains(name)) {
            List<String> names = parts.values().stream().map(this::unquoted).toList();
            KeyParts key = keys.get(name);
            List<String> inKey = key == null ? names : names.subList(0, key.count());
            boolean isOrdered = key != null && key.isOrdered();
            indexes.add(new TableInfo.Index(inKey, unique.contains(name), false, isOrdered));
          }
        });
    return indexes;
  }

  /** How many columns are the key of an index, before those that it only includes. */
  private record KeyParts(int count, boolean isOrdered) {}

  /** What PostgreSQL's driver does not tell of indexes. */
  private Map<String, KeyParts> keyParts(TableInfo.Place place) throws SQLException {
    Map<String, KeyParts> keys = new HashMap<>();
    if (engine == Engine.POSTGRESQL) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              SELECT x.relname, i.indnkeyatts, i.indisvalid AND m.amname = 'btree'
                AND NOT EXISTS (SELECT 1 FROM unnest(i.indoption::int2[]) o WHERE o & 1 = 1)
                AND NOT EXISTS (SELECT 1 FROM unnest(i.indclass::oid[]) k
                  JOIN pg_catalog.pg_opclass o ON o.oid = k WHERE NOT o.opcdefault)
                AND NOT EXISTS (
                  SELECT 1 FROM unnest(i.indkey::int2[], i.indcollation::oid[]) k (att, coll)
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att
                  WHERE k.coll <> 0 AND k.coll <> a.attcollation)
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
              JOIN pg_catalog.pg_am m ON m.oid = x.relam
              JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
              WHERE n.nspname = ? AND t.relname = ?
              """)) {
        statement.setString(1, place.schema());
        statement.setString(2, place.table());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            keys.put(row.getString(1), new KeyParts(row.getInt(2), row.getBoolean(3)));
          }
        }
      }
    }
    return keys;
  }

  /** PostgreSQL's driver quotes the names of columns in indexes where SQL needs it. */
  private String unquoted(String name) {
    return name.length() > 1 && name.startsWith(quote) && name.endsWith(quote)
        ? name.substring(1, name.length() - 1).replace(quote + quote, quote)
        : name;
  }

  /** The foreign keys that point at a table. */
  List<TableInfo.Referrer> referrers(TableInfo table) throws SQLException {
    TableInfo.Place place = table.place();
    List<TableInfo.Referrer> referrers = new ArrayList<>();
    try (ResultSet row = meta.getExportedKeys(place.catalog(), place.schema(), place.table())) {
      while (row.next()) {
        TableInfo.OnDelete onDelete =
            switch (row.getShort("DELETE_RULE")) {
              case DatabaseMetaData.importedKeyCascade -> TableInfo.OnDelete.CASCADE;
              case DatabaseMetaData.importedKeySetNull, DatabaseMetaData.importedKeySetDefault ->
                  TableInfo.OnDelete.FORGET;
              default -> TableInfo.OnDelete.REFUSE;
            };
        referrers.add(
            new TableInfo.Referrer(
                row.getString("FKTABLE_NAME"), row.getString("FKCOLUMN_NAME"), onDelete));
      }
    }
    return referrers;
  }

  /** SQLite tells more by its pragmas than by its driver: partial indexes, types as declared. */
  private static final class OfSqlite extends Schema {

    OfSqlite(Connection connection) throws SQLException {
      super(connection, Engine.SQLITE);
    }

    @Override
    @Nullable TableInfo describe(String name) throws SQLException {
      int dot = name.lastIndexOf('.');
      List<String[]> found =
          rows(
              "SELECT schema, name FROM pragma_table_list WHERE name = ? COLLATE NOCASE AND schema ="
                  + " ? COLLATE NOCASE",
              name.substring(dot + 1),
              dot < 0 ? "main" : name.substring(0, dot));
      if (found.isEmpty()) {
        return null;
      }
      String schema = found.get(0)[0];
      String table = found.get(0)[1];
      Map<String, Column> columns = new LinkedHashMap<>();
      Map<Integer, String> primary = new TreeMap<>();
      boolean isNumbered = false;
      for (String[] row :
          rows("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?, ?)", table, schema)) {
        String declared = row[1].toLowerCase(Locale.ROOT);
        boolean isKey = !row[3].equals("0");
        boolean isNullable = row[2].equals("0");
        ColumnType type = type(declared);
        columns.put(
            row[0],
            new Column(
                row[0],
                quoted(row[0]),
                type,
                declared,
                // Its decimals are floating point numbers.
                type == ColumnType.DECIMAL ? 15 : 0,
                isNullable,
                type == ColumnType.TEXT));
        if (isKey) {
          isNumbered = declared.equals("integer");
          primary.put(Integer.parseInt(row[3]), row[0]);
        }
      }
      List<TableInfo.Index> indexes = new ArrayList<>();
      if (!primary.isEmpty()) {
        indexes.add(TableInfo.Index.primary(List.copyOf(primary.values())));
      }
      if (primary.size() == 1 && isNumbered) {
        columns.computeIfPresent(
            primary.get(1),
            (column, was) ->
                new Column(column, was.sql(), was.type(), was.typeName(), 0, false, false));
      }
      for (String[] index :
          rows(
              "SELECT name, \"unique\" FROM pragma_index_list(?, ?) WHERE partial = 0",
              table,
              schema)) {
        List<String> names = new ArrayList<>();
        for (String[] part :
            rows("SELECT name FROM pragma_index_info(?, ?) ORDER BY seqno", index[0], schema)) {
          names.add(String.valueOf(part[0]));
        }
        indexes.add(new TableInfo.Index(names, index[1].equals("1"), false, false));
      }
      return new TableInfo(
          new TableInfo.Place(null, schema, table),
          quoted(schema) + "." + quoted(table),
          columns,
          indexes);
    }

    @Override
    List<TableInfo.Referrer> referrers(TableInfo table) throws SQLException {
      List<TableInfo.Referrer> referrers = new ArrayList<>();
      for (String[] row :
          rows(
              """
              SELECT t.name, f."from", f.on_delete
              FROM pragma_table_list t, pragma_foreign_key_list(t.name, t.schema) f
              WHERE t.schema = ? AND f."table" = ? COLLATE NOCASE
              """,
              String.valueOf(table.place().schema()),
              table.place().table())) {
        TableInfo.OnDelete onDelete =
            switch (row[2].toUpperCase(Locale.ROOT)) {
              case "CASCADE" -> TableInfo.OnDelete.CASCADE;
              case "SET NULL", "SET DEFAULT" -> TableInfo.OnDelete.FORGET;
              default -> TableInfo.OnDelete.REFUSE;
            };
        referrers.add(new TableInfo.Referrer(row[0], row[1], onDelete));
      }
      return referrers;
    }

    /** By the words that SQLite itself looks for, and those for times, which it does not know. */
    private static ColumnType type(String declared) {
      if (declared.contains("int") || declared.contains("bool")) {
        return ColumnType.NUMBER;
      }
      if (declared.contains("blob")) {
        return ColumnType.BYTES;
      }
      if (declared.contains("real") || declared.contains("floa") || declared.contains("doub")) {
        return ColumnType.REAL;
      }
      return declared.contains("num") || declared.contains("dec")
          ? ColumnType.DECIMAL
          : ColumnType.TEXT;
    }

    private List<String[]> rows(String query, String... values) throws SQLException {
      List<String[]> rows = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(query)) {
        for (int i = 0; i < values.length; i++) {
          statement.setString(i + 1, values[i]);
        }
        try (ResultSet row = statement.executeQuery()) {
          int columns = row.getMetaData().getColumnCount();
          while (row.next()) {
            String[] texts = new String[columns];
            for (int i = 0; i < columns; i++) {
              texts[i] = row.getString(i + 1);
            }
            rows.add(texts);
          }
        }
      }
      return rows;
    }
  }
}
