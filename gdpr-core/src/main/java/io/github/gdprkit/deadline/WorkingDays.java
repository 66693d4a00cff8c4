package io.github.gdprkit.deadline;

import java.time.LocalDate;

/**
 * The working days of the place where the action is to be taken: all days but public holidays,
 * Sundays and Saturdays (Reg. 1182/71 Art. 2). A host chooses the calendar, because holidays differ
 * by Member State and region. Implementations are immutable and answer the same day always alike;
 * asked for a day they cannot know, they throw {@link CalendarDataMissingException} and do not
 * guess.
 */
public interface WorkingDays {

  /** Whether the day is neither a Saturday, a Sunday nor a public holiday. */
  boolean isWorkingDay(LocalDate day);

  /** Which calendar it is, such as {@code DE-BY}. Kept with every deadline. */
  String calendarId();

  /**
   * Which state of its data it is. Kept with every deadline; when it changes, count the open
   * deadlines anew.
   */
  String dataVersion();

  /**
   * Saturdays and Sundays and no public holidays. Its last days are never later than those of a
   * real calendar, so it errs on the safe side.
   */
  static WorkingDays weekendsOnly() {
    return WeekendsOnly.INSTANCE;
  }
}
