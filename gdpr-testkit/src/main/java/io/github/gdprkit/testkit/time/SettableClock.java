package io.github.gdprkit.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock in UTC that stands still until a test moves it, forward or back. Starts at {@link #START}
 * unless told otherwise. Safe for use by many threads.
 */
public final class SettableClock extends Clock {

  /**
   * Where a new clock stands: the morning of the last day of a month, which is when months bite.
   */
  public static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

  private Instant now;

  /** A clock at {@link #START}. */
  public SettableClock() {
    this(START);
  }

  /** A clock at this instant. */
  public SettableClock(Instant start) {
    now = start;
  }

  /** Moves on; with a negative duration, back, as clocks of servers do. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Jumps. */
  public synchronized void set(Instant instant) {
    now = instant;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /**
   * Not supported: code that asks a clock for another zone hides the zone it computes in.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException(
        "A SettableClock stays in UTC; take instant() and apply the zone " + zone + " to it");
  }

  @Override
  public String toString() {
    return "SettableClock[" + instant() + "]";
  }
}
