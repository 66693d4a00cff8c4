package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Scope;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A hook over rows that are one person's alone, and that an erasure deletes. */
abstract class OwnRowsHook extends TableHook implements ErasureHook {

  OwnRowsHook(ChatDatabase database, Labels labels, Declaration declaration, Rows rows) {
    super(database, labels, declaration, rows);
  }

  /** Gets rid of what belongs to the row that the result stands at and lies elsewhere. */
  void release(ResultSet row) throws SQLException, IOException {}

  /** Is called before rows are deleted for good, when all of them were released. */
  void released() throws IOException {}

  @Override
  public final ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    long person = ChatPersons.id(slice.subject());
    return database.change(statements -> erase(statements, person, slice));
  }

  @Override
  public final long remaining(Scope scope) throws SQLException {
    return locate(scope).records();
  }

  private ErasureBatch erase(Statements statements, long person, ErasureSlice slice)
      throws SQLException, IOException {
    String key = String.join(", ", rows.keyOfOne());
    String values = String.join(", ", Collections.nCopies(rows.keyOfOne().size(), "?"));
    String batch = rows.person() + " = ?";
    if (rows.filter() != null) {
      batch += " AND " + rows.filter();
    }
    if (slice.after() != null) {
      batch += " AND (" + key + ") > (" + values + ")";
    }
    String last = releaseBatch(statements, person, slice, batch, key);
    if (last == null) {
      return ErasureBatch.last(0);
    }
    String delete =
        "DELETE FROM %s WHERE %s AND (%s) <= (%s)".formatted(rows.table(), batch, key, values);
    try (PreparedStatement statement = statements.connection().prepareStatement(delete)) {
      Cursor.bind(statement, bind(statement, person, slice), last);
      int erased = statement.executeUpdate();
      return erased < slice.maxRecords()
          ? ErasureBatch.last(erased)
          : ErasureBatch.more(erased, last);
    }
  }

  /** Returns the key of the batch's last row, {@code null} when there is none. */
  private @Nullable String releaseBatch(
      Statements statements, long person, ErasureSlice slice, String batch, String key)
      throws SQLException, IOException {
    String select =
        "SELECT %s FROM %s WHERE %s ORDER BY %s LIMIT ?"
            .formatted(rows.columns(), rows.table(), batch, key);
    String last = null;
    try (PreparedStatement query = statements.connection().prepareStatement(select)) {
      query.setInt(bind(query, person, slice), slice.maxRecords());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          release(row);
          last = Cursor.of(row, rows.keyOfOne());
        }
      }
    }
    released();
    return last;
  }

  private static int bind(PreparedStatement statement, long person, ErasureSlice slice)
      throws SQLException {
    statement.setLong(1, person);
    return slice.after() == null ? 2 : Cursor.bind(statement, 2, slice.after());
  }
}
