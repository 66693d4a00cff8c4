package io.github.gdprkit.deadline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Until when the controller has to have acted (Art. 12(3) and (4), 14(3)). The last day counts in
 * full: an answer in its last hour is in time.
 *
 * @param receivedOn the day that the time limit counts from
 * @param lastDay the last day; {@code null} while a pause is open, since then there is none
 * @param pausedDays how many days did not count; those of a pause that is still open are not among
 *     them
 * @param source what it was counted with
 */
public record ResponseDeadline(
    LocalDate receivedOn, @Nullable LocalDate lastDay, long pausedDays, DeadlineSource source) {

  /**
   * Refuses a last day before the day of receipt and a negative number of days with {@link
   * IllegalArgumentException}.
   */
  public ResponseDeadline {
    if (lastDay != null && lastDay.isBefore(receivedOn)) {
      throw new IllegalArgumentException(
          "The last day %s is before %s, the day that the time limit counts from; check the two days"
              .formatted(lastDay, receivedOn));
    }
    if (pausedDays < 0) {
      throw new IllegalArgumentException(
          "The number of paused days is 0 or more; got " + pausedDays);
    }
  }

  /** Whether a pause is open. There is no last day then, and nothing is overdue. */
  public boolean isSuspended() {
    return lastDay == null;
  }

  /** Whether the last day has passed on that day. Never while suspended. */
  public boolean isOverdueOn(LocalDate day) {
    return lastDay != null && day.isAfter(lastDay);
  }

  /** Whether the last day comes before that day. Never while suspended. */
  public boolean isDueBefore(LocalDate day) {
    return lastDay != null && lastDay.isBefore(day);
  }
}
