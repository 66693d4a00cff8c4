package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.subject.IdentifierType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which rows can be somebody's: one subject column has one identifier, and no earlier
 * branch has the row. So each branch is read along one index, and no row is met twice.
 *
 * @param subject the column, or {@code null} for everyone
 * @param condition which rows
 * @param relation how they relate to the data subject
 * @param key what orders them: without the subject column, which has one value here
 * @param walk the index to follow, or {@code null} to leave that to the database
 */
record Branch(
    @Nullable Subject subject,
    Sql condition,
    Relation relation,
    List<Column> key,
    @Nullable Walk walk) {

  /**
   * An index that begins with the subject column and goes on with the key. Where the column is said
   * to be equal to a value, a planner may take the index of the key alone instead, and read the
   * rows of everybody; where both are compared together, it cannot.
   *
   * @param column the subject column
   * @param value the identifier
   * @param rest what the condition of the branch says besides, beginning with AND; or nothing
   */
  record Walk(Column column, Object value, Sql rest) {}

  /**
   * A column that tells whose a row is.
   *
   * @param condition how it tells, or {@code null} when it has the identifier and nothing else
   */
  record Subject(
      Column column, IdentifierType type, Relation relation, @Nullable String condition) {}

  /** The same rows, as far as this holds too. */
  Branch and(Sql more) {
    Sql both = new Sql().add(condition).add(" AND ").add(more);
    Walk further =
        walk == null
            ? null
            : new Walk(
                walk.column(), walk.value(), new Sql().add(walk.rest()).add(" AND ").add(more));
    return new Branch(subject, both, relation, key, further);
  }

  /** With the rows behind one key and not behind another, either {@code null}. */
  Sql between(Engine engine, @Nullable List<String> after, @Nullable List<String> upTo) {
    if (walk != null) {
      return along(walk, ">", after).add(" AND ").add(along(walk, "<", upTo)).add(walk.rest());
    }
    Sql sql = new Sql().add(condition);
    if (!key.isEmpty() && after != null) {
      sql.add(" AND ").add(compared(engine, ">", ">", after));
    }
    if (!key.isEmpty() && upTo != null) {
      sql.add(" AND ").add(compared(engine, "<", "<=", upTo));
    }
    return sql;
  }

  String order(String direction) {
    StringBuilder order = new StringBuilder();
    if (walk != null) {
      order.append(" ORDER BY ").append(walk.column().sql()).append(direction);
    }
    for (Column column : key) {
      order.append(order.isEmpty() ? " ORDER BY " : ", ").append(column.sql()).append(direction);
    }
    return order.toString();
  }

  String keys() {
    return key.isEmpty() ? "1" : String.join(", ", key.stream().map(Column::sql).toList());
  }

  private Sql along(Walk index, String direction, @Nullable List<String> bound) {
    Column column = index.column();
    if (bound == null) {
      return Sql.of(column.sql() + " " + direction + "= ?").value(column.type(), index.value());
    }
    List<Object> parsed = parsed(bound);
    String operator = direction.equals("<") ? "<=" : ">";
    Sql sql =
        Sql.of("(" + column.sql() + ", " + keys() + ") " + operator)
            .add(" (?" + ", ?".repeat(key.size()) + ")")
            .value(column.type(), index.value());
    for (int i = 0; i < key.size(); i++) {
      sql.value(key.get(i).type(), parsed.get(i));
    }
    return sql;
  }

  private List<Object> parsed(List<String> values) {
    if (values.size() != key.size()) {
      throw new IllegalStateException(
          "A cursor has " + values.size() + " parts where the key has " + key.size());
    }
    List<Object> parsed = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      parsed.add(key.get(i).type().parse(values.get(i)));
    }
    return parsed;
  }

  private Sql compared(Engine engine, String strict, String operator, List<String> values) {
    List<Object> parsed = parsed(values);
    if (key.size() == 1) {
      return Sql.of(key.get(0).sql() + " " + operator + " ?")
          .value(key.get(0).type(), parsed.get(0));
    }
    if (engine.hasRowValues()) {
      Sql sql = Sql.of("(" + keys() + ") " + operator + " (?");
      sql.add(", ?".repeat(key.size() - 1)).add(")");
      for (int i = 0; i < key.size(); i++) {
        sql.value(key.get(i).type(), parsed.get(i));
      }
      return sql;
    }
    // The first part alone, once more, is what planners find a range in.
    return Sql.of("(" + key.get(0).sql() + " " + strict + "= ? AND ")
        .value(key.get(0).type(), parsed.get(0))
        .add(nested(strict, operator, parsed, 0))
        .add(")");
  }

  private Sql nested(String strict, String operator, List<Object> values, int from) {
    Column column = key.get(from);
    Object value = values.get(from);
    if (from == key.size() - 1) {
      return Sql.of(column.sql() + " " + operator + " ?").value(column.type(), value);
    }
    return Sql.of("(" + column.sql() + " " + strict + " ? OR (" + column.sql() + " = ? AND ")
        .value(column.type(), value)
        .value(column.type(), value)
        .add(nested(strict, operator, values, from + 1))
        .add("))");
  }
}
