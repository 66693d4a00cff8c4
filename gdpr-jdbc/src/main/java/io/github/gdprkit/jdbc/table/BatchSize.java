package io.github.gdprkit.jdbc.table;

import java.util.concurrent.TimeUnit;

/**
 * How many rows a batch of one hook has. It begins small, doubles for as long as batches are short,
 * and becomes smaller again when they are long: whoever waits for what a batch holds waits for a
 * moment, however large the rows are. Safe for use by many threads.
 */
final class BatchSize {

  private static final int FIRST = 500;
  private static final int LARGEST = 1 << 20;
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(400);

  private int rows = FIRST;

  /**
   * Of the next batch.
   *
   * @param most that are asked for
   */
  synchronized int rows(int most) {
    return Math.min(rows, most);
  }

  /**
   * Takes note of a batch. One that was not full says nothing of larger ones.
   *
   * @param asked how many rows it could have
   * @param done how many it had
   * @param nanos how long it took
   */
  synchronized void took(int asked, long done, long nanos) {
    if (nanos > LONG) {
      rows = Math.min(rows, Math.max(FIRST, asked / 2));
    } else if (nanos < SHORT && done >= asked && asked >= rows) {
      rows = Math.min(LARGEST, 2 * asked);
    }
  }
}
