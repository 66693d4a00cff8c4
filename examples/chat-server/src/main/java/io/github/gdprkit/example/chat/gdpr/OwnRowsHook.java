package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Scope;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A hand-written hook over rows that are one person's alone, and that an erasure deletes. */
abstract class OwnRowsHook extends RowsHook implements ErasureHook {

  OwnRowsHook(Chat chat, Declaration declaration, Rows rows) {
    super(chat, declaration, rows);
  }

  /** Gets rid of what belongs to the row that the result stands at and lies elsewhere. */
  void release(ResultSet row) throws SQLException, IOException {}

  /** Is called before rows are deleted for good, when all of them were released. */
  void released() throws IOException {}

  @Override
  public final ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    return chat.database().change(statements -> erase(statements, slice));
  }

  @Override
  public final long remaining(Scope scope) throws SQLException {
    return locate(scope).records();
  }

  private ErasureBatch erase(Statements statements, ErasureSlice slice)
      throws SQLException, IOException {
    Position position = Position.of(slice.scope(), slice.after());
    int erased = 0;
    People people = chat.people(statements, slice.scope(), position.person(), Long.MAX_VALUE);
    for (OptionalLong next = people.next(); next.isPresent(); next = people.next()) {
      long person = next.getAsLong();
      List<Object> values = new ArrayList<>();
      values.add(person);
      values.addAll(position.behind(person));
      boolean isBehind = values.size() > 1;
      String last = release(statements, isBehind, values, slice.maxRecords() - erased);
      if (last == null) {
        continue;
      }
      released();
      values.addAll(Cursor.values(last));
      erased += statements.changes(deleteQuery(isBehind), values.toArray());
      if (erased >= slice.maxRecords()) {
        return ErasureBatch.more(erased, position.after(person, last));
      }
    }
    return ErasureBatch.last(erased);
  }

  /** Returns the key of the last row of the person's that goes, {@code null} when there is none. */
  private @Nullable String release(
      Statements statements, boolean isBehind, List<Object> values, int limit)
      throws SQLException, IOException {
    List<Object> all = new ArrayList<>(values);
    all.add(limit);
    String last = null;
    try (ResultSet row = statements.rows(pageQuery(isBehind, false), all.toArray())) {
      while (row.next()) {
        release(row);
        last = Cursor.of(row, rows.key());
      }
    }
    return last;
  }

  /** Deletes one person's rows, behind a key if one is given, up to another. */
  private String deleteQuery(boolean isBehind) {
    return "DELETE FROM %s WHERE %s%s AND %s"
        .formatted(
            rows.table(),
            rows.condition(),
            isBehind ? " AND " + rows.compared(">") : "",
            rows.compared("<="));
  }
}
