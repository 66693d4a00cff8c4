package io.github.gdprkit.jdbc.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as the database describes it.
 *
 * @param place where it lies
 * @param sql the quoted name, with its schema
 * @param columns by their names as they are stored, in their order
 * @param indexes the primary key among them; none that covers a part of the rows only
 */
record TableInfo(Place place, String sql, Map<String, Column> columns, List<Index> indexes) {

  /** Where a table lies, in the names that the driver uses. */
  record Place(@Nullable String catalog, @Nullable String schema, String table) {}

  /**
   * An index over columns; those of its parts that are expressions have no name of a column.
   *
   * @param isOrdered whether comparisons of its columns, all of them upwards, can follow it; known
   *     of PostgreSQL only
   */
  record Index(List<String> columns, boolean isUnique, boolean isPrimary, boolean isOrdered) {

    static Index primary(List<String> columns) {
      return new Index(columns, true, true, false);
    }
  }

  /** A foreign key of another table, or of the same, that points at a table. */
  record Referrer(String table, String column, OnDelete onDelete) {}

  /** What becomes of a row that refers to one that is deleted. */
  enum OnDelete {
    /** It keeps the other from being deleted. */
    REFUSE,
    CASCADE,
    FORGET
  }

  /** The column of this name; in any case, unless that fits several. */
  @Nullable Column find(String name) {
    Column exact = columns.get(name);
    if (exact != null) {
      return exact;
    }
    Column found = null;
    for (Column column : columns.values()) {
      if (column.name().equalsIgnoreCase(name)) {
        if (found != null) {
          return null;
        }
        found = column;
      }
    }
    return found;
  }

  /** Whether these columns together tell rows apart. */
  boolean isUnique(Collection<Column> key) {
    Set<String> names = new HashSet<>();
    key.forEach(column -> names.add(column.name()));
    return indexes.stream()
        .anyMatch(index -> index.isUnique() && names.containsAll(index.columns()));
  }

  /** Whether this column is in the primary key. */
  boolean isPrimary(Column column) {
    return indexes.stream()
        .anyMatch(index -> index.isPrimary() && index.columns().contains(column.name()));
  }

  /** Whether an index finds the rows with a value of this column. */
  boolean isIndexed(Column column) {
    return indexes.stream().anyMatch(index -> index.columns().get(0).equals(column.name()));
  }

  /** Whether an index has rows in the order of these columns. */
  boolean isOrderedBy(List<Column> order) {
    List<String> names = order.stream().map(Column::name).toList();
    return indexes.stream()
        .anyMatch(
            index ->
                index.isOrdered()
                    && index.columns().size() >= names.size()
                    && index.columns().subList(0, names.size()).equals(names));
  }
}
