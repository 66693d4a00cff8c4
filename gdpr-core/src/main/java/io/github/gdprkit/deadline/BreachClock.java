package io.github.gdprkit.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Until when a personal data breach is to be notified to the supervisory authority: 72 hours after
 * the controller became aware of it (Art. 33(1)). Aware means reasonably certain that personal data
 * were compromised: a first tip is not yet that, and what a processor knew counts from the moment
 * it told the controller.
 *
 * <p>Hours are hours: they pass on Sundays, holidays and through the change of the clocks alike.
 * Immutable; it never asks what time it is.
 */
public final class BreachClock {

  private static final int HOURS = 72;
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final int LONGEST_CLOSURE = 366;
  private static final DeadlineSource NO_CALENDAR = new DeadlineSource(RuleSet.EU, "none", "none");

  private final ZoneId zone;
  private final int hours;
  private final @Nullable WorkingDays workingDays;

  private BreachClock(ZoneId zone, int hours, @Nullable WorkingDays workingDays) {
    this.zone = zone;
    this.hours = hours;
    this.workingDays = workingDays;
  }

  /** The clock of a controller in that zone, which decides when an hour begins. */
  public static BreachClock in(ZoneId zone) {
    return new BreachClock(zone, HOURS, null);
  }

  /** The same clock with another number of hours, for the day the law changes. */
  public BreachClock withHours(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "A breach is notified within 1 hour or more; got " + number);
    }
    return new BreachClock(zone, number, workingDays);
  }

  /**
   * The same clock with Art. 3(5) of Reg. 1182/71 applied to the strict end: the period then holds
   * two working days, 48 hours that do not lie on weekends or holidays, or runs on until it does.
   * Contested: German supervisory authorities reject it for periods of hours, so it is off by
   * default. Do not rely on it without advice.
   */
  public BreachClock withTwoWorkingDays(WorkingDays days) {
    return new BreachClock(zone, hours, days);
  }

  /** Both ends of the time limit for a controller that became aware at that instant. */
  public BreachDeadline notification(Instant awareAt) {
    Instant plainEnd = awareAt.plus(Duration.ofHours(hours));
    Instant start = awareAt.atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
    Instant strictEnd = start.plus(Duration.ofHours(hours));
    if (workingDays == null) {
      return new BreachDeadline(awareAt, plainEnd, strictEnd, NO_CALENDAR);
    }
    Instant second = endOfTwoWorkingDays(start, workingDays);
    return new BreachDeadline(
        awareAt,
        plainEnd,
        second.isAfter(strictEnd) ? second : strictEnd,
        DeadlineSource.of(RuleSet.EU, workingDays));
  }

  private Instant endOfTwoWorkingDays(Instant start, WorkingDays days) {
    Duration missing = TWO_DAYS;
    ZonedDateTime from = start.atZone(zone);
    for (int passed = 0; passed <= LONGEST_CLOSURE; passed++) {
      LocalDate day = from.toLocalDate();
      ZonedDateTime midnight = day.plusDays(1).atStartOfDay(zone);
      if (days.isWorkingDay(day)) {
        Duration there = Duration.between(from, midnight);
        if (there.compareTo(missing) >= 0) {
          return from.plus(missing).toInstant();
        }
        missing = missing.minus(there);
      }
      from = midnight;
    }
    throw new IllegalStateException(
        "Calendar %s has no two working days in the year after %s; check its data"
            .formatted(days.calendarId(), start.atZone(zone).toLocalDate()));
  }
}
