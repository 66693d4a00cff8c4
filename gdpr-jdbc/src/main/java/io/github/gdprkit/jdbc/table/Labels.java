package io.github.gdprkit.jdbc.table;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the names stand that people know other rows by: {@code Labels.of("users", "id",
 * "username")}. They are looked up for several rows at once and never joined into the query of a
 * page, which makes databases choose bad plans.
 */
public final class Labels {

  final String table;
  final String key;
  final List<String> columns;
  final @Nullable Condition where;
  final @Nullable Labels then;

  private Labels(
      String table,
      String key,
      List<String> columns,
      @Nullable Condition where,
      @Nullable Labels then) {
    this.table = Objects.requireNonNull(table, "table");
    this.key = Objects.requireNonNull(key, "key");
    this.columns = columns;
    this.where = where;
    this.then = then;
  }

  /**
   * The label of the row with this key: the first of these columns that is not null.
   *
   * @param key a column with a primary key or a unique index of its own
   */
  public static Labels of(String table, String key, String... columns) {
    if (columns.length == 0) {
      throw new IllegalArgumentException("Labels need a column that has them");
    }
    return new Labels(table, key, List.of(columns), null, null);
  }

  /**
   * Rows that do not meet this condition have no label, such as those of another organisation.
   *
   * @param sql a condition over the table's columns, text of your program and never of a user
   * @param values bound to its question marks, in their order
   */
  public Labels where(String sql, @Nullable Object... values) {
    return new Labels(table, key, columns, Condition.of(sql, values), then);
  }

  /** What was found is the key of another row, whose label is meant: the team of a channel. */
  public Labels then(Labels further) {
    return new Labels(table, key, columns, where, Objects.requireNonNull(further, "further"));
  }
}
