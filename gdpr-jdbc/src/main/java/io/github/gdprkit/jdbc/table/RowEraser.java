package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureMode;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.subject.Identifier;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Erases rows in batches, each with set statements over a range of keys. */
final class RowEraser {

  /** What is written into which column. */
  record Change(Column column, RowErasure.Change how) {}

  private final Rows rows;
  private final RowErasure erasure;
  private final List<Change> changes;
  private final @Nullable Column file;
  private final @Nullable StoredFiles files;
  private final boolean fileGoes;
  private final BatchSize size = new BatchSize();

  /** Whether the rows of a person stay the person's, so that erased ones have to be told apart. */
  private final boolean staysTheirs;

  /**
   * @param file the column that names a file, or {@code null}
   * @param fileGoes whether the file goes when one person is erased; with everyone it always does
   */
  RowEraser(
      Rows rows,
      RowErasure erasure,
      List<Change> changes,
      @Nullable Column file,
      @Nullable StoredFiles files,
      boolean fileGoes) {
    this.rows = rows;
    this.erasure = erasure;
    this.changes = List.copyOf(changes);
    this.file = file;
    this.files = files;
    this.fileGoes = fileGoes;
    this.staysTheirs =
        erasure.mode != ErasureMode.ERASE
            && rows.subjects().stream().anyMatch(subject -> change(subject.column()) == null);
  }

  long remaining(Connection connection, Scope scope) throws SQLException {
    long remaining = 0;
    for (Branch branch : rows.branches(scope)) {
      remaining += rows.count(connection, toErase(branch, scope));
    }
    return remaining;
  }

  ErasureBatch erase(Connection connection, ErasureSlice slice) throws SQLException, IOException {
    int most = size.rows(slice.maxRecords());
    long began = System.nanoTime();
    ErasureBatch batch = erase(connection, slice, most);
    size.took(most, batch.erased(), System.nanoTime() - began);
    return batch;
  }

  private ErasureBatch erase(Connection connection, ErasureSlice slice, int most)
      throws SQLException, IOException {
    List<Branch> branches = rows.branches(slice.scope());
    Cursor from = Cursor.of(slice.after());
    long erased = 0;
    for (int number = from.branch(); number < branches.size(); number++) {
      Branch branch = toErase(branches.get(number), slice.scope());
      List<String> after = number == from.branch() ? from.key() : null;
      if (after != null && branch.key().isEmpty()) {
        continue;
      }
      if (erased >= most) {
        return ErasureBatch.more(erased, new Cursor(number, null).toString());
      }
      // Read outside of the transaction that writes: SQLite refuses to write behind an old read.
      Sql condition = branch.between(rows.engine(), after, null);
      int left = (int) (most - erased);
      List<String> last = rows.keyAt(connection, branch, condition, "", left);
      // Without a last key the range is open, on purpose: what came since goes too, and whoever
      // writes on and on does not keep the work from ending.
      Sql range = branch.between(rows.engine(), after, last);
      erased += change(connection, branch, range, slice);
      if (last != null) {
        return ErasureBatch.more(erased, new Cursor(number, last).toString());
      }
    }
    return ErasureBatch.last(erased).retaining(retained(connection, slice.scope()));
  }

  private long retained(Connection connection, Scope scope) throws SQLException {
    Condition kept = kept(scope);
    long retained = 0;
    if (kept != null) {
      for (Branch branch : rows.branches(scope)) {
        retained += rows.count(connection, branch.and(kept.whole()));
      }
    }
    return retained;
  }

  /** At the end of a service only what the law requires to be stored stays (Art. 28(3)(g)). */
  private @Nullable Condition kept(Scope scope) {
    boolean keeps =
        scope instanceof Scope.OneDataSubject
            || (erasure.retention != null
                && erasure.retention.ground() == RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK);
    return keeps ? erasure.retained : null;
  }

  private Branch toErase(Branch branch, Scope scope) {
    Condition kept = kept(scope);
    Branch rest = kept == null ? branch : branch.and(kept.otherwise());
    return staysTheirs && branch.subject() != null ? rest.and(notErased()) : rest;
  }

  /** Whether a column still has something else than what an erasure writes into it. */
  private Sql notErased() {
    Sql any = new Sql();
    for (Change change : changes) {
      if (change.how().to() == RowErasure.To.NULL || change.how().to() == RowErasure.To.CONSTANT) {
        any.add(any.toString().isEmpty() ? "(" : " OR ");
        Object constant = change.how().constant();
        any.add(
            constant == null
                ? Sql.of(change.column().sql() + " IS NOT NULL")
                : rows.different(change.column(), constant));
      }
    }
    return any.add(")");
  }

  private long change(Connection connection, Branch branch, Sql range, ErasureSlice slice)
      throws SQLException, IOException {
    boolean deletes = erasure.mode == ErasureMode.ERASE || branch.subject() == null;
    boolean releases = files != null && (fileGoes || branch.subject() == null);
    boolean asks = !deletes && changes.stream().anyMatch(change -> change.how().key() != null);
    if (!releases && !asks) {
      // One statement is a transaction without saying so, and in SQLite a cheaper one: within a
      // longer one it keeps what each page was, to take the statement back alone.
      return execute(connection, sql(connection, branch, slice, deletes), range);
    }
    return Connections.<Long, IOException>inTransaction(
        connection,
        writing -> {
          if (rows.engine() == Engine.SQLITE) {
            // It refuses to write behind a read when others wrote in between, so they wait.
            execute(writing, Sql.of("DELETE FROM " + rows.table().sql()), Sql.of("1 = 0"));
          }
          if (releases) {
            releaseFiles(writing, range);
          }
          return execute(writing, sql(writing, branch, slice, deletes), range);
        });
  }

  private Sql sql(Connection connection, Branch branch, ErasureSlice slice, boolean deletes)
      throws SQLException {
    return deletes
        ? Sql.of("DELETE FROM " + rows.table().sql())
        : Sql.of("UPDATE " + rows.table().sql() + " SET ")
            .add(assignments(connection, branch, slice));
  }

  private static long execute(Connection connection, Sql sql, Sql range) throws SQLException {
    try (PreparedStatement statement = sql.add(" WHERE ").add(range).prepare(connection)) {
      return statement.executeLargeUpdate();
    }
  }

  /** Files go before their rows: after a crash in between the row is there to try again. */
  private void releaseFiles(Connection connection, Sql range) throws SQLException, IOException {
    if (file == null || files == null) {
      return;
    }
    Sql sql =
        Sql.of("SELECT " + file.sql() + " FROM " + rows.table().sql() + " WHERE ")
            .add(range)
            .add(" AND " + file.sql() + " IS NOT NULL");
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        files.delete(row.getString(1));
      }
    }
  }

  private Sql assignments(Connection connection, Branch branch, ErasureSlice slice)
      throws SQLException {
    Sql sql = new Sql();
    for (Change change : changes) {
      Sql value = value(connection, change, slice);
      Column column = change.column();
      boolean isSubject =
          rows.subjects().stream().anyMatch(subject -> subject.column().equals(column));
      boolean isTheirs = branch.subject() != null && branch.subject().column().equals(column);
      sql.add(sql.toString().isEmpty() ? "" : ", ").add(column.sql() + " = ");
      if (!isSubject || isTheirs) {
        sql.add(value);
      } else {
        // Another person stands there, or the same one once more.
        sql.add("CASE WHEN ").add(rows.theirs(column, slice.subject()));
        sql.add(" THEN ").add(value);
        sql.add(" ELSE " + column.sql() + " END");
      }
    }
    return sql;
  }

  private static Sql value(Connection connection, Change change, ErasureSlice slice)
      throws SQLException {
    Tombstone tombstone = slice.tombstone();
    ColumnType type = change.column().type();
    switch (change.how().to()) {
      case NULL:
        return Sql.of("NULL");
      case CONSTANT:
        return Sql.of("?").value(type, Objects.requireNonNull(change.how().constant()));
      case WITHIN:
        return within(change.column(), Objects.requireNonNull(change.how().within()), slice);
      default:
        TombstoneKey key = change.how().key();
        if (key == null) {
          return Sql.of("?").value(type, tombstone.value());
        }
        Object value = type.converted(key.of(connection, tombstone));
        if (value == null) {
          throw new IllegalStateException(
              "What stands for the tombstone is no value of the column "
                  + change.column().name()
                  + "; return a number or a text, as the column has it");
        }
        return Sql.of("?").value(type, value);
    }
  }

  private static Sql within(Column column, RowErasure.Within within, ErasureSlice slice) {
    Sql text = Sql.of(column.sql());
    String tombstone = within.before() + slice.tombstone().value() + within.after();
    for (Identifier identifier : slice.subject().identifiers()) {
      if (identifier.type().equals(within.type())) {
        String found = within.before() + identifier.value() + within.after();
        text = Sql.of("REPLACE(").add(text).add(", ?, ?)").value(found).value(tombstone);
      }
    }
    return text;
  }

  private @Nullable Change change(Column column) {
    for (Change change : changes) {
      if (change.column().equals(column)) {
        return change;
      }
    }
    return null;
  }
}
