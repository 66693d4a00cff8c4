package io.github.gdprkit.jdbc.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one branch out of the database, batch by batch. For one thread at a time, which
 * need not be the one that writes them.
 */
final class RowTaker implements AutoCloseable {

  /** How many rows are asked for as long as nobody knows how large they are. */
  private static final int FIRST_ROWS = 256;

  private static final int LEAST_ROWS = 16;

  /** How much goes into one batch, or is asked of a driver that keeps it all in memory. */
  private static final long BYTES_AT_ONCE = 1 << 20;

  private final Connection connection;
  private final Rows rows;
  private final String select;
  private final Branch branch;
  private final @Nullable List<String> upTo;
  private final int most;
  private final List<LabelLookup> lookups;
  private @Nullable List<String> behind;
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet result;
  private int asked;
  private int got;
  private long taken;
  private long bytes;

  /** How many rows the page will have of this branch, as far as the one who writes can tell. */
  private volatile long wanted = FIRST_ROWS;

  /**
   * @param select the columns of the key, then those of the fields
   * @param after the key behind which to begin, or {@code null}
   * @param upTo the key of the last row, or {@code null}
   * @param most how many rows to take at most
   * @param lookups of the labels that the batches want
   */
  RowTaker(
      Connection connection,
      Rows rows,
      String select,
      Branch branch,
      @Nullable List<String> after,
      @Nullable List<String> upTo,
      int most,
      List<LabelLookup> lookups) {
    this.connection = connection;
    this.rows = rows;
    this.select = select;
    this.branch = branch;
    this.behind = after;
    this.upTo = upTo;
    this.most = most;
    this.lookups = lookups;
  }

  /** Tells how many rows of the branch the page will have, from what was written so far. */
  void expect(long rowsInAll) {
    wanted = rowsInAll;
  }

  /** Whether more than it has taken would probably be taken for nothing. */
  boolean hasTakenWhatIsExpected() {
    return taken >= wanted;
  }

  /** Fills a batch, or as much of it as there are rows, and looks up their labels. */
  void take(Batch batch) throws SQLException {
    batch.clear();
    if (result != null && rows.engine() == Engine.POSTGRESQL) {
      result.setFetchSize(rowsAtOnce());
    }
    long until = bytes + BYTES_AT_ONCE;
    while (batch.size() < batch.room() && bytes < until && !batch.isLast()) {
      ResultSet row = result == null ? ask() : result;
      if (!row.next()) {
        batch.endHere();
        continue;
      }
      bytes += batch.add(row);
      taken++;
      got++;
      if (taken == most) {
        batch.endHere();
      } else if (got == asked) {
        // Fewer rows than are wanted were asked for, so there may be more.
        behind = batch.key(batch.size() - 1, branch);
        closeStatement();
      }
    }
    for (LabelLookup lookup : lookups) {
      lookup.resolve(connection);
    }
  }

  private ResultSet ask() throws SQLException {
    int left = (int) (most - taken);
    asked = rows.engine().streams() ? left : Math.min(left, rowsAtOnce());
    got = 0;
    Sql sql =
        Sql.of("SELECT " + select + " FROM " + rows.table().sql())
            .add(" WHERE ")
            .add(branch.between(rows.engine(), behind, upTo))
            .add(branch.order(""))
            .add(rows.engine().limit(asked));
    PreparedStatement prepared = sql.prepare(connection);
    statement = prepared;
    if (rows.engine() == Engine.POSTGRESQL) {
      prepared.setFetchSize(Math.min(left, rowsAtOnce()));
    }
    ResultSet row = prepared.executeQuery();
    result = row;
    return row;
  }

  /**
   * Few rows where they are large, so that no more is in memory than what is written soon, and not
   * many more than the page still takes: those would be read twice.
   */
  private int rowsAtOnce() {
    if (taken == 0) {
      return FIRST_ROWS;
    }
    long inMemory = BYTES_AT_ONCE * taken / Math.max(1, bytes);
    return (int) Math.max(LEAST_ROWS, Math.min(inMemory, wanted - taken + LEAST_ROWS));
  }

  private void closeStatement() throws SQLException {
    PreparedStatement closing = statement;
    result = null;
    statement = null;
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  public void close() throws SQLException {
    closeStatement();
  }
}
