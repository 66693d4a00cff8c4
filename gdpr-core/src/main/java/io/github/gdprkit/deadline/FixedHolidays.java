package io.github.gdprkit.deadline;

import java.time.LocalDate;
import java.time.Year;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A calendar that is written down: its public holidays, day by day, for the years that it covers.
 * It refuses a weekday of any other year with {@link CalendarDataMissingException}.
 */
public final class FixedHolidays implements WorkingDays {

  private final String calendarId;
  private final String dataVersion;
  private final Set<Year> years;
  private final Set<LocalDate> holidays;

  private FixedHolidays(
      String calendarId, String dataVersion, Set<Year> years, Set<LocalDate> holidays) {
    this.calendarId = calendarId;
    this.dataVersion = dataVersion;
    this.years = years;
    this.holidays = holidays;
  }

  /**
   * The calendar of these years. Refuses with {@link IllegalArgumentException} a holiday of another
   * year, and a year without any holiday: that is a gap in the data, and no country is like that.
   *
   * @param calendarId such as {@code DE-BY}
   * @param dataVersion changes whenever a day is added or removed, such as {@code 2026-01}
   * @param years the years whose holidays are complete; they need not follow each other
   * @param holidays the public holidays; those on Saturdays and Sundays may be among them
   */
  public static FixedHolidays of(
      String calendarId,
      String dataVersion,
      Collection<Year> years,
      Collection<LocalDate> holidays) {
    DeadlineSource.requireName(calendarId, "calendar id", "DE-BY");
    DeadlineSource.requireName(dataVersion, "data version", "2026-01");
    Set<Year> covered = Set.copyOf(years);
    if (covered.isEmpty()) {
      throw new IllegalArgumentException(
          "Calendar %s covers no year; say which years its holidays are complete for"
              .formatted(calendarId));
    }
    Set<Year> empty = new HashSet<>(covered);
    for (LocalDate holiday : holidays) {
      Year year = Year.from(holiday);
      if (!covered.contains(year)) {
        throw new IllegalArgumentException(
            "Calendar %s has the holiday %s, but does not cover the year %s; add the year or leave out the day"
                .formatted(calendarId, holiday, year));
      }
      empty.remove(year);
    }
    if (!empty.isEmpty()) {
      throw new IllegalArgumentException(
          "Calendar %s has no holiday in %s; add its holidays or do not cover it"
              .formatted(calendarId, empty.stream().sorted().toList()));
    }
    return new FixedHolidays(calendarId, dataVersion, covered, Set.copyOf(holidays));
  }

  @Override
  public boolean isWorkingDay(LocalDate day) {
    if (WeekendsOnly.isWeekend(day)) {
      return false;
    }
    Year year = Year.from(day);
    if (!years.contains(year)) {
      throw new CalendarDataMissingException(calendarId, year);
    }
    return !holidays.contains(day);
  }

  @Override
  public String calendarId() {
    return calendarId;
  }

  @Override
  public String dataVersion() {
    return dataVersion;
  }

  @Override
  public String toString() {
    return calendarId + " (" + dataVersion + ")";
  }
}
