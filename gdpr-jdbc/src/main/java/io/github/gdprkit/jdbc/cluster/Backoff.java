package io.github.gdprkit.jdbc.cluster;

import java.time.Duration;

/**
 * How long to wait after a failure: twice as long after each, up to the longest. Never for good.
 */
record Backoff(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 30;

  Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "The first wait after a failure is longer than nothing and not longer than the longest");
    }
  }

  /**
   * The wait.
   *
   * @param failures how many there were in a row before this one
   */
  Duration after(int failures) {
    Duration wait = first;
    for (int i = 0; i < Math.min(failures, MOST_DOUBLINGS); i++) {
      wait = wait.multipliedBy(2);
      if (wait.compareTo(longest) >= 0) {
        return longest;
      }
    }
    return wait;
  }
}
