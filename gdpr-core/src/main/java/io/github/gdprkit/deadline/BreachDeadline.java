package io.github.gdprkit.deadline;

import java.time.Instant;

/**
 * The two ends of the time limit for notifying a breach (Art. 33(1)). Work towards the plain one;
 * the strict one is at most an hour later and decides whether a notification was late.
 *
 * @param awareAt when the controller became aware
 * @param plainEnd the hours, counted from that very moment
 * @param strictEnd the hours as Reg. 1182/71 counts them: from the next full hour, since the hour
 *     of the event is not counted (Art. 3(1)); on the full hour, the one that begins is the hour of
 *     the event
 */
public record BreachDeadline(
    Instant awareAt, Instant plainEnd, Instant strictEnd, DeadlineSource source) {

  /** Whether a notification at that instant comes after the plain end. */
  public boolean isPastPlainEnd(Instant notifiedAt) {
    return notifiedAt.isAfter(plainEnd);
  }

  /** Whether a notification at that instant is late. */
  public boolean isLate(Instant notifiedAt) {
    return notifiedAt.isAfter(strictEnd);
  }

  /**
   * Whether it has to come with reasons for the delay (Art. 33(1), second sentence): if it is late.
   */
  public boolean needsReasonsForDelay(Instant notifiedAt) {
    return isLate(notifiedAt);
  }
}
