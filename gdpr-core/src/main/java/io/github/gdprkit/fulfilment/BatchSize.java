package io.github.gdprkit.fulfilment;

import java.util.concurrent.TimeUnit;

/**
 * How many records the batches of one hook have. They begin small and double for as long as they
 * are short, and become smaller again when they are long: whoever waits for what a batch holds
 * waits for a moment, however large the records are.
 */
final class BatchSize {

  private static final int FIRST = 500;
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(400);

  private final int least;
  private final int most;
  private int records;

  /**
   * @param most that the controller allows; all batches have as many when it is below 500
   */
  BatchSize(int most) {
    this.most = most;
    this.least = Math.min(FIRST, most);
    this.records = least;
  }

  /** Of the next batch, at most. */
  int records() {
    return records;
  }

  /**
   * Takes note of a batch. One that was not full says nothing of larger ones.
   *
   * @param done how many records it had
   * @param nanos how long it took
   */
  void took(long done, long nanos) {
    if (nanos > LONG) {
      records = Math.max(least, records / 2);
    } else if (nanos < SHORT && done >= records) {
      records = (int) Math.min(most, 2L * records);
    }
  }
}
