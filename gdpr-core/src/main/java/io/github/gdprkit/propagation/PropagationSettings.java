package io.github.gdprkit.propagation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How long recipients have, and when one that could not be reached is tried again.
 *
 * @param answerDays how many days a recipient has to answer, at least 1; never longer than the
 *     request itself has
 * @param firstRetry how long after the first failure; each further one waits twice as long
 * @param longestRetry but never longer than this
 */
public record PropagationSettings(int answerDays, Duration firstRetry, Duration longestRetry) {

  private static final int DAYS = 14;
  private static final int DOUBLINGS = 30;

  /** Refuses times that are none with {@link IllegalArgumentException}. */
  public PropagationSettings {
    if (answerDays < 1
        || firstRetry.isNegative()
        || firstRetry.isZero()
        || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "A recipient has a day at least to answer, and is tried again after a time, at the latest"
              + " after one that is no shorter");
    }
  }

  /** Fourteen days; a quarter of an hour, and a day at most. */
  public static PropagationSettings defaults() {
    return new PropagationSettings(DAYS, Duration.ofMinutes(15), Duration.ofDays(1));
  }

  /** The same with this many days to answer. */
  public PropagationSettings withAnswerDays(int days) {
    return new PropagationSettings(days, firstRetry, longestRetry);
  }

  /** Until when a recipient that is told today has to answer. */
  LocalDate answerBy(LocalDate today, @Nullable LocalDate lastDay) {
    LocalDate day = today.plusDays(answerDays);
    if (lastDay != null && lastDay.isBefore(day)) {
      day = lastDay;
    }
    return day.isBefore(today) ? today : day;
  }

  /** When to try again after this many failures in a row. */
  Instant again(Instant now, int failures) {
    Duration wait = firstRetry;
    for (int i = 1; i < Math.min(failures, DOUBLINGS) && wait.compareTo(longestRetry) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return now.plus(wait.compareTo(longestRetry) > 0 ? longestRetry : wait);
  }
}
