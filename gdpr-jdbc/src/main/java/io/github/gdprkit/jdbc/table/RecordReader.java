package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import java.sql.Connection;
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

  /** How many rows are read before they are written, where there is a reason to wait for them. */
  private static final int ROWS_AT_ONCE = 256;

  private static final int BATCHES = 2;

  private final Rows rows;
  private final String select;
  private final List<CellsMaker> fields;
  private final boolean looksUp;

  /**
   * @param selected the expressions to select, behind the columns of the key
   */
  RecordReader(Rows rows, List<String> selected, List<CellsMaker> fields, boolean looksUp) {
    this.rows = rows;
    this.select = String.join(", ", selected);
    this.fields = List.copyOf(fields);
    this.looksUp = looksUp;
  }

  Rows rows() {
    return rows;
  }

  Page page(Connection connection, ExportSlice slice, RecordSink sink)
      throws SQLException, InterruptedException {
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
    return new PageWork(connection, sink, slice).read(branches, Cursor.of(slice.after()), last);
  }

  private final class PageWork implements CellsMaker.Shared {

    private final Connection connection;
    private final RecordSink sink;
    private final int maxRecords;
    private final boolean readsAhead;
    private final List<LabelLookup> lookups = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final long room;
    private int written;

    PageWork(Connection connection, RecordSink sink, ExportSlice slice) {
      this.connection = connection;
      this.sink = sink;
      this.maxRecords = slice.maxRecords();
      this.room = sink.remainingBytes();
      this.readsAhead = slice.threads() > 1;
      int chunk = looksUp || readsAhead ? Math.min(ROWS_AT_ONCE, maxRecords) : 1;
      for (int i = 0; i < (readsAhead ? BATCHES : 1); i++) {
        batches.add(new Batch(rows.key(), cells(chunk), chunk));
      }
    }

    private Cells[] cells(int chunk) {
      Cells[] cells = new Cells[fields.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = fields.get(i).make(this, chunk);
      }
      return cells;
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
        throws SQLException, InterruptedException {
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
        throws SQLException, InterruptedException {
      int before = written;
      try (RowTaker taker =
          new RowTaker(
              connection, rows, select, branch, after, upTo, maxRecords - written, lookups)) {
        Batch batch = batches.get(0);
        List<String> stopped = null;
        do {
          taker.take(batch);
          stopped = write(batch, branch);
          taker.expect(written - before + left());
        } while (stopped == null && !batch.isLast() && !readsAhead);
        return stopped == null && !batch.isLast() ? readAhead(taker, branch, before) : stopped;
      }
    }

    /** The same for what follows the first rows, which tell whether it is worth a thread. */
    private @Nullable List<String> readAhead(RowTaker taker, Branch branch, int before)
        throws SQLException, InterruptedException {
      try (ReadAhead ahead = new ReadAhead(taker, batches)) {
        List<String> stopped = null;
        while (stopped == null) {
          Batch batch = ahead.next();
          if (batch == null) {
            return null;
          }
          stopped = write(batch, branch);
          taker.expect(written - before + left());
          ahead.giveBack(batch);
        }
        return stopped;
      }
    }

    /** About how many more rows the page takes. */
    private long left() {
      long remaining = sink.remainingBytes();
      long left = remaining * written / Math.max(1, room - remaining);
      return left + left / 64;
    }

    private @Nullable List<String> write(Batch batch, Branch branch) {
      for (int at = 0; at < batch.size(); at++) {
        RecordWriter out = sink.record(branch.relation());
        for (Cells column : batch.cells()) {
          column.write(at, out, branch.relation());
        }
        out.end();
        written++;
        if (sink.pageIsFull() || written == maxRecords) {
          return batch.key(at, branch);
        }
      }
      return null;
    }
  }
}
