package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one page of rows and writes them as records. */
final class RecordReader {

  /** What makes the cells of a field for one page. */
  interface CellsMaker {
    Cells make(Shared shared, int rows);

    /** What the cells of a page share. */
    interface Shared {
      LabelLookup labels(ColumnType type, LabelLookup.@Nullable Source source);
    }
  }

  /** How many rows are read before they are written, where labels are looked up for them. */
  private static final int ROWS_AT_ONCE = 256;

  private static final int LEAST_ROWS = 16;

  /** How much is read before it is written, or asked of a driver that keeps it all in memory. */
  private static final long SIZE_AT_ONCE = 1 << 20;

  private final Rows rows;
  private final List<String> selected;
  private final List<CellsMaker> fields;
  private final boolean looksUp;

  /**
   * @param selected the expressions to select, behind the columns of the key
   */
  RecordReader(Rows rows, List<String> selected, List<CellsMaker> fields, boolean looksUp) {
    this.rows = rows;
    this.selected = List.copyOf(selected);
    this.fields = List.copyOf(fields);
    this.looksUp = looksUp;
  }

  Rows rows() {
    return rows;
  }

  Page page(Connection connection, ExportSlice slice, RecordSink sink) throws SQLException {
    List<Branch> branches = rows.branches(slice.scope());
    if (branches.isEmpty()) {
      return Page.last();
    }
    List<@Nullable List<String>> last = null;
    if (slice.upTo() != null) {
      last = Cursor.last(slice.upTo());
      if (last.size() != branches.size()) {
        throw new IllegalStateException(
            "The work began for a person with other identifiers; order it anew");
      }
    }
    return new PageWork(connection, sink, slice.maxRecords())
        .read(branches, Cursor.of(slice.after()), last);
  }

  private final class PageWork implements CellsMaker.Shared {

    private final Connection connection;
    private final RecordSink sink;
    private final int maxRecords;
    private final int chunk;
    private final Cells[] cells;
    private final String[][] keys;
    private final List<LabelLookup> lookups = new ArrayList<>();
    private final long room;
    private int lastTaken;
    private int written;
    private long size;
    private long read;

    PageWork(Connection connection, RecordSink sink, int maxRecords) {
      this.connection = connection;
      this.sink = sink;
      this.maxRecords = maxRecords;
      this.room = sink.remainingBytes();
      this.chunk = looksUp ? Math.min(ROWS_AT_ONCE, maxRecords) : 1;
      this.cells = new Cells[fields.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = fields.get(i).make(this, chunk);
      }
      this.keys = new String[chunk][rows.key().size()];
    }

    @Override
    public LabelLookup labels(ColumnType type, LabelLookup.@Nullable Source source) {
      for (LabelLookup lookup : lookups) {
        if (lookup.isFor(type, source)) {
          return lookup;
        }
      }
      LabelLookup lookup = new LabelLookup(type, source);
      lookups.add(lookup);
      return lookup;
    }

    Page read(List<Branch> branches, Cursor from, @Nullable List<@Nullable List<String>> last)
        throws SQLException {
      for (int number = from.branch(); number < branches.size(); number++) {
        Branch branch = branches.get(number);
        List<String> after = number == from.branch() ? from.key() : null;
        List<String> upTo = last == null ? null : last.get(number);
        boolean isRead = after != null && branch.key().isEmpty();
        if (isRead || (last != null && upTo == null)) {
          continue;
        }
        List<String> stopped = read(branch, after, upTo);
        if (stopped != null) {
          return Page.after(new Cursor(number, stopped).toString());
        }
      }
      return Page.last();
    }

    /** Returns the key of the row where the page is full, {@code null} behind the last row. */
    private @Nullable List<String> read(
        Branch branch, @Nullable List<String> after, @Nullable List<String> upTo)
        throws SQLException {
      List<String> behind = after;
      for (; ; ) {
        int limit = maxRecords - written;
        if (!rows.engine().streams()) {
          limit = Math.min(limit, rowsAtOnce());
        }
        Sql sql =
            Sql.of("SELECT " + String.join(", ", selected) + " FROM " + rows.table().sql())
                .add(" WHERE ")
                .add(branch.between(rows.engine(), behind, upTo))
                .add(branch.order(""))
                .add(rows.engine().limit(limit));
        int got = 0;
        try (PreparedStatement statement = sql.prepare(connection)) {
          if (rows.engine() == Engine.POSTGRESQL) {
            statement.setFetchSize(Math.min(limit, rowsAtOnce()));
          }
          try (ResultSet row = statement.executeQuery()) {
            while (got < limit) {
              int taken = take(row, Math.min(chunk, limit - got));
              if (taken == 0) {
                return null;
              }
              got += taken;
              for (int at = 0; at < taken; at++) {
                write(at, branch);
                if (sink.pageIsFull() || written == maxRecords) {
                  return key(row, at, branch);
                }
              }
              if (rows.engine() == Engine.POSTGRESQL && got % ROWS_AT_ONCE == 0) {
                row.setFetchSize(rowsAtOnce());
              }
            }
            // Fewer rows than are wanted were asked for, so there may be more.
            behind = key(row, chunk == 1 ? 0 : lastTaken, branch);
          }
        }
      }
    }

    /**
     * Few rows where they are large, so that no more is in memory than what is written soon, and
     * not many more than the page still takes: those would be read twice.
     */
    private int rowsAtOnce() {
      if (read == 0 || written == 0) {
        return ROWS_AT_ONCE;
      }
      long inMemory = SIZE_AT_ONCE * read / Math.max(1, size);
      long remaining = sink.remainingBytes();
      long onPage = remaining * written / Math.max(1, room - remaining);
      return (int) Math.max(LEAST_ROWS, Math.min(inMemory, onPage + onPage / 64 + LEAST_ROWS));
    }

    private int take(ResultSet row, int max) throws SQLException {
      int taken = 0;
      long until = size + SIZE_AT_ONCE;
      while (taken < max && size < until && row.next()) {
        for (Cells column : cells) {
          size += column.read(row, taken);
        }
        if (chunk > 1) {
          for (int i = 0; i < keys[taken].length; i++) {
            keys[taken][i] = Rows.keyText(rows.key().get(i).type(), row, i + 1);
          }
        }
        read++;
        taken++;
      }
      for (LabelLookup lookup : lookups) {
        lookup.resolve(connection);
      }
      lastTaken = taken - 1;
      return taken;
    }

    private void write(int at, Branch branch) {
      RecordWriter out = sink.record(branch.relation());
      for (Cells column : cells) {
        column.write(at, out, branch.relation());
      }
      out.end();
      written++;
    }

    /** The key of a row that was taken, as far as it orders the rows of the branch. */
    private List<String> key(ResultSet row, int at, Branch branch) throws SQLException {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < rows.key().size(); i++) {
        Column column = rows.key().get(i);
        if (branch.key().contains(column)) {
          texts.add(chunk > 1 ? keys[at][i] : Rows.keyText(column.type(), row, i + 1));
        }
      }
      return texts;
    }
  }
}
