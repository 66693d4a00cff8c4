package io.github.gdprkit.evidence;

import java.time.Duration;

/**
 * When the next checkpoint is due: with the first append that is this many entries or this long
 * behind the last one. What no checkpoint covers yet can be cut off unnoticed.
 *
 * @param entries at least 1
 * @param time longer than nothing
 */
public record CheckpointPolicy(long entries, Duration time) {

  /** Every 1000 entries, and every quarter of an hour. */
  public static final CheckpointPolicy USUAL = new CheckpointPolicy(1000, Duration.ofMinutes(15));

  /** Refuses less with {@link IllegalArgumentException}. */
  public CheckpointPolicy {
    if (entries < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "Checkpoints are due every so many entries and after some time");
    }
  }
}
