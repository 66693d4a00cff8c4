package io.github.gdprkit.deadline;

import io.github.gdprkit.GdprException;
import java.time.Year;

/**
 * A calendar was asked for a day of a year that it has no holidays of. Give it those of that year;
 * to call the day a working day instead could make an answer seem in time that is late.
 */
public final class CalendarDataMissingException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final String calendarId;
  private final Year year;

  /** For implementations of {@link WorkingDays}. */
  public CalendarDataMissingException(String calendarId, Year year) {
    super(
        "Calendar %s has no public holidays of the year %s; add that year to its data and count again"
            .formatted(calendarId, year),
        null);
    this.calendarId = calendarId;
    this.year = year;
  }

  /** The calendar that lacks data. */
  public String calendarId() {
    return calendarId;
  }

  /** The year that it lacks. */
  public Year year() {
    return year;
  }
}
