package io.github.gdprkit.deadline;

import java.time.LocalDate;

/**
 * Counts periods of days, weeks, months and years as Regulation 1182/71 does. The day of the event
 * is not counted (Art. 3(1)); weeks, months and years end on the same weekday or date, else on the
 * last day of the month (Art. 3(2)(c)); an end on a Saturday, Sunday or public holiday moves to the
 * next working day (Art. 3(4)). Periods of hours are not its business: see {@link BreachClock}.
 *
 * <p>It applies to acts of the Union. A period in a contract is counted like this only if the
 * parties agreed so.
 */
public final class EuPeriods {

  private static final int LEAST_WORKING_DAYS = 2;
  private static final int LONGEST_CLOSURE = 366;

  private final WorkingDays workingDays;

  private EuPeriods(WorkingDays workingDays) {
    this.workingDays = workingDays;
  }

  /** Counts with that calendar. */
  public static EuPeriods in(WorkingDays workingDays) {
    return new EuPeriods(workingDays);
  }

  /**
   * The last day of a period of days. Two days or more include at least two working days (Art.
   * 3(5)).
   */
  public LocalDate afterDays(LocalDate event, int days) {
    requirePositive(days, "days");
    LocalDate end = nextWorkingDay(event.plusDays(days));
    return days == 1 ? end : withTwoWorkingDays(event, end);
  }

  /** The last day of a period of weeks, with at least two working days in it (Art. 3(5)). */
  public LocalDate afterWeeks(LocalDate event, int weeks) {
    requirePositive(weeks, "weeks");
    return withTwoWorkingDays(event, nextWorkingDay(event.plusWeeks(weeks)));
  }

  /** The last day of a period of months: 31 January and one month is the last of February. */
  public LocalDate afterMonths(LocalDate event, int months) {
    requirePositive(months, "months");
    return nextWorkingDay(event.plusMonths(months));
  }

  /** The last day of a period of years. */
  public LocalDate afterYears(LocalDate event, int years) {
    requirePositive(years, "years");
    return nextWorkingDay(event.plusYears(years));
  }

  /** The day itself if it is a working day, else the next that is (Art. 3(4)). */
  public LocalDate nextWorkingDay(LocalDate day) {
    LocalDate candidate = day;
    for (int moved = 0; !workingDays.isWorkingDay(candidate); moved++) {
      if (moved == LONGEST_CLOSURE) {
        throw new IllegalStateException(
            "Calendar %s has no working day in the year after %s; check its data"
                .formatted(workingDays.calendarId(), day));
      }
      candidate = candidate.plusDays(1);
    }
    return candidate;
  }

  /** Looks back from the end, so that years are not asked for that do not matter. */
  private LocalDate withTwoWorkingDays(LocalDate event, LocalDate end) {
    int found = 0;
    for (LocalDate day = end;
        day.isAfter(event) && found < LEAST_WORKING_DAYS;
        day = day.minusDays(1)) {
      if (workingDays.isWorkingDay(day)) {
        found++;
      }
    }
    LocalDate last = end;
    for (; found < LEAST_WORKING_DAYS; found++) {
      last = nextWorkingDay(last.plusDays(1));
    }
    return last;
  }

  private static void requirePositive(int count, String unit) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "A period has at least 1 of its unit; got %d %s".formatted(count, unit));
    }
  }
}
