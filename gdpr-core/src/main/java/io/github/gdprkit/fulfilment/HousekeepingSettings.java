package io.github.gdprkit.fulfilment;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When people are reminded, and how long what is personal is kept after an answer.
 *
 * @param remindDaysBefore how many days before the last day somebody is reminded, 0 for the last
 *     day itself; may be empty. After the last day it is every day
 * @param archiveDays for how many days an archive is kept after its request was closed, at least 1
 * @param papersDays for how many days working papers are kept, not fewer than archives
 */
public record HousekeepingSettings(Set<Integer> remindDaysBefore, int archiveDays, int papersDays) {

  private static final int ARCHIVE_DAYS = 30;
  private static final int PAPERS_DAYS = 180;

  /** Refuses negative days, and papers that go before archives. */
  public HousekeepingSettings {
    SortedSet<Integer> days = new TreeSet<>(remindDaysBefore);
    remindDaysBefore = Collections.unmodifiableSet(days);
    if (!days.isEmpty() && days.first() < 0) {
      throw new IllegalArgumentException(
          "Reminders are 0 or more days before the last day, not " + days.first());
    }
    if (archiveDays < 1 || papersDays < archiveDays) {
      throw new IllegalArgumentException(
          "Archives are kept for at least 1 day, and papers as long at least; not "
              + archiveDays
              + " and "
              + papersDays
              + " days");
    }
  }

  /** 14, 7, 3, 1 and 0 days before; archives for 30 days, papers for 180. */
  public static HousekeepingSettings defaults() {
    return new HousekeepingSettings(Set.of(14, 7, 3, 1, 0), ARCHIVE_DAYS, PAPERS_DAYS);
  }

  /** The same with reminders this many days before. */
  public HousekeepingSettings withReminders(Set<Integer> newDaysBefore) {
    return new HousekeepingSettings(newDaysBefore, archiveDays, papersDays);
  }

  /** The same with archives and papers that are kept this long. */
  public HousekeepingSettings withDays(int newArchiveDays, int newPapersDays) {
    return new HousekeepingSettings(remindDaysBefore, newArchiveDays, newPapersDays);
  }
}
