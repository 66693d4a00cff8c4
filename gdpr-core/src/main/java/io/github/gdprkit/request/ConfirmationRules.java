package io.github.gdprkit.request;

import java.time.Duration;

/**
 * How strict a confirmation is.
 *
 * @param life how long a code or link can be answered
 * @param attempts how many answers to one are looked at, 1 to 10
 * @param perDay how many are made for one identity within 24 hours, 1 to 20
 * @param settled how long a channel must have been on file: whoever took over an account and
 *     changed its address waits that long, as does whoever joined just now
 */
public record ConfirmationRules(Duration life, int attempts, int perDay, Duration settled) {

  private static final int MOST_ATTEMPTS = 10;
  private static final int MOST_PER_DAY = 20;
  private static final int ATTEMPTS = 5;
  private static final int PER_DAY = 5;

  /** Refuses rules that would not hold anybody off with {@link IllegalArgumentException}. */
  public ConfirmationRules {
    if (life.isNegative() || life.isZero() || settled.isNegative()) {
      throw new IllegalArgumentException(
          "A confirmation lives for some time, and a channel is on file for no less than none");
    }
    if (attempts < 1 || attempts > MOST_ATTEMPTS || perDay < 1 || perDay > MOST_PER_DAY) {
      throw new IllegalArgumentException(
          "A confirmation has 1 to %d attempts, and an identity 1 to %d of them a day"
              .formatted(MOST_ATTEMPTS, MOST_PER_DAY));
    }
  }

  /** 10 minutes, 5 attempts, 5 a day, channels at least a day on file. */
  public static ConfirmationRules ofCodes() {
    return new ConfirmationRules(Duration.ofMinutes(10), ATTEMPTS, PER_DAY, Duration.ofDays(1));
  }

  /** 24 hours, 5 attempts, 5 a day, channels at least a day on file. */
  public static ConfirmationRules ofLinks() {
    return new ConfirmationRules(Duration.ofDays(1), ATTEMPTS, PER_DAY, Duration.ofDays(1));
  }
}
