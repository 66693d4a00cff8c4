package io.github.gdprkit.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The calendar without public holidays. */
enum WeekendsOnly implements WorkingDays {
  INSTANCE;

  static boolean isWeekend(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
  }

  @Override
  public boolean isWorkingDay(LocalDate day) {
    return !isWeekend(day);
  }

  @Override
  public String calendarId() {
    return "weekends-only";
  }

  @Override
  public String dataVersion() {
    return "1";
  }

  @Override
  public String toString() {
    return calendarId();
  }
}
