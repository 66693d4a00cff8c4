package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hook over the rows of one table that name their person in one column. It reads pages by key, so
 * that rows which come and go meanwhile shift nothing, and each page over a connection of its own.
 */
abstract class TableHook implements ExportHook {

  final ChatDatabase database;
  final Labels labels;
  private final Declaration declaration;
  final Rows rows;

  /**
   * Which rows, and in which order. All of it is text of this program; values are bound.
   *
   * @param columns what to read, the key included
   * @param table the table
   * @param person the column with the person's id
   * @param filter a further condition, or {@code null}
   * @param keyOfOne the columns that order the rows of one person
   * @param keyOfAll the columns that order the rows of everyone
   */
  record Rows(
      String columns,
      String table,
      String person,
      @Nullable String filter,
      List<String> keyOfOne,
      List<String> keyOfAll) {

    /** Rows with a number of their own. */
    static Rows numbered(String columns, String table, String person) {
      return new Rows(columns, table, person, null, List.of("id"), List.of("id"));
    }
  }

  TableHook(ChatDatabase database, Labels labels, Declaration declaration, Rows rows) {
    this.database = database;
    this.labels = labels;
    this.declaration = declaration;
    this.rows = rows;
  }

  /** Writes the row that the result stands at. */
  abstract void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException;

  @Override
  public final Declaration declaration() {
    return declaration;
  }

  @Override
  public final Findings locate(Scope scope) throws SQLException {
    Optional<Long> person = person(scope);
    List<String> key = key(person);
    String sql =
        "SELECT count(*) AS records, max(%s) AS last FROM %s WHERE %s"
            .formatted(key.get(0), rows.table(), condition(person));
    try (Connection connection = database.newReader();
        PreparedStatement query = connection.prepareStatement(sql)) {
      bindPerson(query, person);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long records = row.getLong("records");
        return records == 0
            ? Findings.nothing()
            : Findings.of(records).upTo(Cursor.of(row, List.of("last")));
      }
    }
  }

  @Override
  public final Page export(ExportSlice slice, RecordSink sink) throws SQLException {
    Optional<Long> person = person(slice.scope());
    List<String> key = key(person);
    try (Connection connection = database.newReader();
        Lookups lookups = new Lookups(connection, labels);
        PreparedStatement query = connection.prepareStatement(pageQuery(slice, person, key))) {
      int parameter = bindPerson(query, person);
      if (slice.after() != null) {
        parameter = Cursor.bind(query, parameter, slice.after());
      }
      if (slice.upTo() != null) {
        parameter = Cursor.bind(query, parameter, slice.upTo());
      }
      query.setInt(parameter, slice.maxRecords());
      try (ResultSet row = query.executeQuery()) {
        int read = 0;
        while (row.next()) {
          write(row, sink, lookups);
          read++;
          if (sink.pageIsFull() || read == slice.maxRecords()) {
            return Page.after(Cursor.of(row, key));
          }
        }
        return Page.last();
      }
    }
  }

  private String pageQuery(ExportSlice slice, Optional<Long> person, List<String> key) {
    String columns = String.join(", ", key);
    StringBuilder sql = new StringBuilder("SELECT ").append(rows.columns());
    sql.append(" FROM ").append(rows.table()).append(" WHERE ").append(condition(person));
    if (slice.after() != null) {
      String values = String.join(", ", Collections.nCopies(key.size(), "?"));
      sql.append(" AND (").append(columns).append(") > (").append(values).append(')');
    }
    if (slice.upTo() != null) {
      sql.append(" AND ").append(key.get(0)).append(" <= ?");
    }
    return sql.append(" ORDER BY ").append(columns).append(" LIMIT ?").toString();
  }

  private String condition(Optional<Long> person) {
    String whose = person.isPresent() ? rows.person() + " = ?" : "TRUE";
    return rows.filter() == null ? whose : whose + " AND " + rows.filter();
  }

  private List<String> key(Optional<Long> person) {
    return person.isPresent() ? rows.keyOfOne() : rows.keyOfAll();
  }

  private static int bindPerson(PreparedStatement query, Optional<Long> person)
      throws SQLException {
    if (person.isEmpty()) {
      return 1;
    }
    query.setLong(1, person.get());
    return 2;
  }

  private static Optional<Long> person(Scope scope) {
    return scope instanceof Scope.OneDataSubject one
        ? Optional.of(ChatPersons.id(one.subject()))
        : Optional.empty();
  }
}
