package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows of a table are whose, and in which order.
 *
 * @param bytes the column with the sizes of attachments, or {@code null}
 */
record Rows(
    Engine engine,
    TableInfo table,
    List<Column> key,
    List<Branch.Subject> subjects,
    @Nullable Condition where,
    PartyId controller,
    @Nullable Condition everyone,
    @Nullable Column bytes) {

  /** The ways in which rows are about whom the work is about. */
  List<Branch> branches(Scope scope) {
    if (scope instanceof Scope.OneDataSubject one) {
      return branches(one.subject());
    }
    if (!((Scope.Everyone) scope).controller().id().equals(controller)) {
      return List.of();
    }
    Sql all = Sql.of("1 = 1");
    if (where != null) {
      all.add(" AND ").add(where.whole());
    }
    if (everyone != null) {
      all.add(" AND ").add(everyone.whole());
    }
    return List.of(new Branch(null, all, subjects.get(0).relation(), key, null));
  }

  private List<Branch> branches(DataSubject subject) {
    List<Branch> branches = new ArrayList<>();
    Sql earlier = new Sql();
    for (Branch.Subject candidate : subjects) {
      for (Object value : values(candidate, subject)) {
        Sql also = new Sql().add(earlier);
        if (where != null) {
          also.add(" AND ").add(where.whole());
        }
        List<Column> rest = new ArrayList<>(key);
        if (candidate.condition() == null) {
          rest.removeIf(column -> column.name().equals(candidate.column().name()));
        }
        branches.add(
            new Branch(
                candidate,
                named(candidate, value).add(also),
                candidate.relation(),
                rest,
                walks(candidate, rest) ? new Branch.Walk(candidate.column(), value, also) : null));
        earlier.add(" AND ").add(notNamed(candidate, value));
      }
    }
    return branches;
  }

  private boolean walks(Branch.Subject subject, List<Column> rest) {
    List<Column> order = new ArrayList<>(rest);
    order.add(0, subject.column());
    return subject.condition() == null
        && !subject.column().isInexact()
        && !rest.isEmpty()
        && table.isOrderedBy(order);
  }

  /** Whether this column names the person. */
  Sql theirs(Column column, DataSubject subject) {
    Sql any = new Sql();
    for (Branch.Subject candidate : subjects) {
      if (candidate.column().equals(column)) {
        for (Object value : values(candidate, subject)) {
          any.add(any.toString().isEmpty() ? "" : " OR ").add(named(candidate, value));
        }
      }
    }
    return any.toString().isEmpty() ? any.add("1 = 0") : any;
  }

  private Sql named(Branch.Subject candidate, Object value) {
    String condition = candidate.condition();
    return condition == null
        ? equal(candidate.column(), value)
        : Condition.ofEach(condition, value).whole();
  }

  private Sql notNamed(Branch.Subject candidate, Object value) {
    String condition = candidate.condition();
    return condition == null
        ? different(candidate.column(), value)
        : Condition.ofEach(condition, value).otherwise();
  }

  /** Identifiers that the column cannot hold find nothing. */
  private static List<Object> values(Branch.Subject candidate, DataSubject subject) {
    List<Object> values = new ArrayList<>();
    for (Identifier identifier : subject.identifiers()) {
      if (!identifier.type().equals(candidate.type())) {
        continue;
      }
      Object value =
          candidate.condition() == null
              ? candidate.column().type().parsed(identifier.value())
              : identifier.value();
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Whether a column has this value and no other that a collation takes for the same. */
  Sql equal(Column column, Object value) {
    Sql equal = Sql.of(column.sql() + " = ?").value(column.type(), value);
    if (column.isInexact()) {
      String exactly =
          switch (engine) {
            case SQLITE -> column.sql() + " = ? COLLATE BINARY";
            case POSTGRESQL -> "CAST(" + column.sql() + " AS text) COLLATE \"C\" = ?";
            default ->
                "CAST(CONVERT("
                    + column.sql()
                    + " USING utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4) AS BINARY)";
          };
      equal.add(" AND " + exactly).value(column.type(), value);
    }
    return equal;
  }

  /** Whether a column has another value, or none. */
  Sql different(Column column, Object value) {
    return Sql.of("(" + column.sql() + " IS NULL OR NOT (").add(equal(column, value)).add("))");
  }

  Findings locate(Connection connection, Scope scope) throws SQLException {
    long records = 0;
    long size = 0;
    List<@Nullable List<String>> last = new ArrayList<>();
    for (Branch branch : branches(scope)) {
      Sql count =
          Sql.of("SELECT COUNT(*)" + (bytes == null ? "" : ", SUM(" + bytes.sql() + ")"))
              .add(" FROM " + table.sql() + " WHERE ")
              .add(branch.condition());
      checkKeys(connection, branch);
      try (PreparedStatement statement = count.prepare(connection);
          ResultSet row = statement.executeQuery()) {
        row.next();
        records += row.getLong(1);
        size += bytes == null ? 0 : Math.max(0, row.getLong(2));
      }
      last.add(keyAt(connection, branch, branch.between(engine, null, null), " DESC", 1));
    }
    return Findings.of(records).withBytes(size).upTo(Cursor.ofLast(last));
  }

  /** Looks for rows that pages would not find, where the database does not forbid them. */
  private void checkKeys(Connection connection, Branch branch) throws SQLException {
    for (Column column : branch.key()) {
      if (column.isNullable()
          && count(connection, branch.and(Sql.of(column.sql() + " IS NULL"))) > 0) {
        throw new IllegalStateException(
            "Rows have no key; forbid NULL in the column " + column.name() + " of " + table.sql());
      }
    }
  }

  long count(Connection connection, Branch branch) throws SQLException {
    Sql count = Sql.of("SELECT COUNT(*) FROM " + table.sql() + " WHERE ").add(branch.condition());
    try (PreparedStatement statement = count.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The key of the row at this place, counted from 1; {@code null} when there are fewer. */
  @Nullable List<String> keyAt(
      Connection connection, Branch branch, Sql condition, String direction, int number)
      throws SQLException {
    Sql sql =
        Sql.of("SELECT " + branch.keys() + " FROM " + table.sql() + " WHERE ")
            .add(condition)
            .add(branch.order(direction))
            .add(engine.onlyRow(number));
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < branch.key().size(); i++) {
        texts.add(keyText(branch.key().get(i).type(), row, i + 1));
      }
      return texts;
    }
  }

  static long keyNumber(ResultSet row, int index) throws SQLException {
    long number = row.getLong(index);
    if (row.wasNull()) {
      throw noKey();
    }
    return number;
  }

  static String keyText(ColumnType type, ResultSet row, int index) throws SQLException {
    String text = type.text(row, index);
    if (text == null) {
      throw noKey();
    }
    return text;
  }

  private static IllegalStateException noKey() {
    return new IllegalStateException("A row has no key; forbid NULL in the columns of the key");
  }
}
