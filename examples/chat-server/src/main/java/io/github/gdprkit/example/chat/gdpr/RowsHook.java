package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the hand-written hooks have in common that read rows of one query which name their person in
 * one column: those that are more than {@link ChatTables} can declare. It reads pages by key, so
 * that rows which come and go meanwhile shift nothing, and each page over a connection of its own.
 */
abstract class RowsHook implements ExportHook {

  final Chat chat;
  private final Declaration declaration;
  final Rows rows;

  /**
   * Which rows, and in which order. All of it is text of this program; values are bound.
   *
   * @param columns what to read, the key included
   * @param table the table
   * @param person the column with the person's id
   * @param filter a further condition, or {@code null}
   * @param key the columns that order the rows of one person
   */
  record Rows(
      String columns, String table, String person, @Nullable String filter, List<String> key) {

    /** Rows with a number of their own, later ones with higher numbers. */
    static Rows numbered(String columns, String table, String person) {
      return new Rows(columns, table, person, null, List.of("id"));
    }

    boolean areNumbered() {
      return key.equals(List.of("id"));
    }

    /** Whose rows: one person's. */
    String condition() {
      return filter == null ? person + " = ?" : person + " = ? AND " + filter;
    }

    String keys() {
      return String.join(", ", key);
    }

    /** The condition on rows behind or before a key. */
    String compared(String operator) {
      String values = String.join(", ", Collections.nCopies(key.size(), "?"));
      return "(" + keys() + ") " + operator + " (" + values + ")";
    }
  }

  RowsHook(Chat chat, Declaration declaration, Rows rows) {
    this.chat = chat;
    this.declaration = declaration;
    this.rows = rows;
  }

  /** Writes the row that the result stands at. */
  abstract void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException;

  @Override
  public final Declaration declaration() {
    return declaration;
  }

  /**
   * Everyone's rows are bounded by the highest number as well; where rows have none, by the person
   * who came last.
   */
  @Override
  public final Findings locate(Scope scope) throws SQLException {
    boolean isBoundByPerson = scope instanceof Scope.Everyone && !rows.areNumbered();
    long records = 0;
    long highest = 0;
    String bound = "";
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection)) {
      People people = chat.people(statements, scope, 0, Long.MAX_VALUE);
      for (OptionalLong next = people.next(); next.isPresent(); next = people.next()) {
        long person = next.getAsLong();
        try (ResultSet row = statements.rows(countQuery(), person)) {
          row.next();
          long count = row.getLong("records");
          if (count == 0) {
            continue;
          }
          records += count;
          if (rows.areNumbered() || isBoundByPerson) {
            highest = Math.max(highest, isBoundByPerson ? person : row.getLong("last"));
            bound = "n" + highest;
          } else {
            bound = Cursor.of(row, List.of("last"));
          }
        }
      }
    }
    return records == 0 ? Findings.nothing() : Findings.of(records).upTo(bound);
  }

  @Override
  public final Page export(ExportSlice slice, RecordSink sink) throws SQLException {
    Position position = Position.of(slice.scope(), slice.after());
    boolean isBoundByPerson = slice.scope() instanceof Scope.Everyone && !rows.areNumbered();
    Object upTo = slice.upTo() == null ? null : Cursor.values(slice.upTo()).get(0);
    long lastPerson = isBoundByPerson && upTo != null ? (Long) upTo : Long.MAX_VALUE;
    Object lastKey = isBoundByPerson ? null : upTo;
    int read = 0;
    try (Connection connection = chat.database().newReader();
        Lookups lookups = new Lookups(connection, chat);
        Statements statements = new Statements(connection)) {
      People people = chat.people(statements, slice.scope(), position.person(), lastPerson);
      for (OptionalLong next = people.next(); next.isPresent(); next = people.next()) {
        long person = next.getAsLong();
        List<Object> values = new ArrayList<>();
        values.add(person);
        values.addAll(position.behind(person));
        if (lastKey != null) {
          values.add(lastKey);
        }
        values.add(slice.maxRecords() - read);
        String query = pageQuery(!position.behind(person).isEmpty(), lastKey != null);
        try (ResultSet row = statements.rows(query, values.toArray())) {
          while (row.next()) {
            write(row, sink, lookups);
            read++;
            if (sink.pageIsFull() || read == slice.maxRecords()) {
              return Page.after(position.after(person, Cursor.of(row, rows.key())));
            }
          }
        }
      }
      return Page.last();
    }
  }

  /** Counts one person's rows. */
  final String countQuery() {
    return "SELECT count(*) AS records, max(%s) AS last FROM %s WHERE %s"
        .formatted(rows.key().get(0), rows.table(), rows.condition());
  }

  /** Reads one person's rows, behind a key if one is given, and up to one if that is. */
  final String pageQuery(boolean isBehind, boolean isUpTo) {
    StringBuilder sql = new StringBuilder("SELECT ").append(rows.columns());
    sql.append(" FROM ").append(rows.table()).append(" WHERE ").append(rows.condition());
    if (isBehind) {
      sql.append(" AND ").append(rows.compared(">"));
    }
    if (isUpTo) {
      sql.append(" AND ").append(rows.key().get(0)).append(" <= ?");
    }
    return sql.append(" ORDER BY ").append(rows.keys()).append(" LIMIT ?").toString();
  }
}
