package io.github.gdprkit.fulfilment;

import io.github.gdprkit.deadline.ResponseClock;
import java.time.temporal.ChronoUnit;

/**
 * What is to be done again and again: people are reminded of what is due, and what was kept for
 * long enough is erased. Call each from a recurring task, once an hour or once a day, on one node
 * or on several: what is done is not done again. {@code GdprKit} makes it.
 *
 * <p>Nothing of it is done while a restore of a backup is not replayed.
 */
public final class Housekeeping {

  private final Engine engine;
  private final Requests requests;
  private final HousekeepingSettings settings;
  private final Reminders reminders;
  private final ArchiveExpiry expiry;

  Housekeeping(
      Engine engine, Requests requests, ResponseClock clock, HousekeepingSettings settings) {
    this.engine = engine;
    this.requests = requests;
    this.settings = settings;
    this.reminders = new Reminders(engine.cases(), clock, settings.remindDaysBefore());
    this.expiry = new ArchiveExpiry(engine, clock, settings.archiveDays());
  }

  /** When it is done. */
  public HousekeepingSettings settings() {
    return settings;
  }

  /**
   * What became of reminders.
   *
   * @param told how many were told and written down
   * @param failed how many the channel could not tell; the next run tries them again
   */
  public record Reminded(int told, int failed) {}

  /**
   * Tells of every open request whose last day is near or over (Art. 12(3)), once for each of the
   * days before it in the settings, and after it once a day. Who was told of what is evidence, so
   * that neither another node nor a restart tells it again. After a time in which nothing ran only
   * the most urgent reminder is told. While the clock stands nothing is due; a new last day, after
   * a pause or an extension, is told anew.
   *
   * <p>Reads the requests that are due by then, and no others.
   *
   * @throws io.github.gdprkit.erasure.RestoreDetectedException while a replay is outstanding
   */
  public Reminded remind(ReminderChannel channel) {
    engine.ledger().requireServing();
    return reminders.remind(channel);
  }

  /**
   * Erases the archives of closed requests that were kept for long enough, finished or not: when
   * the days of the settings are over since the request was closed, and no grant of a download is
   * good any more. Archives of open requests stay, and those with work left. What is erased is
   * evidence, before and after; after a crash between the two the next run ends it.
   *
   * <p>Reads the requests that have archives, and no others.
   *
   * @return how many archives
   * @throws io.github.gdprkit.erasure.RestoreDetectedException while a replay is outstanding
   */
  public int expireArchives() {
    engine.ledger().requireServing();
    return expiry.expire();
  }

  /**
   * Erases the working papers of requests that were closed for as many days as the settings say,
   * see {@link Requests#erasePapersClosedBefore}.
   *
   * @return of how many requests
   * @throws io.github.gdprkit.erasure.RestoreDetectedException while a replay is outstanding
   */
  public int erasePapers() {
    engine.ledger().requireServing();
    return requests.erasePapersClosedBefore(
        engine.cases().now().minus(settings.papersDays(), ChronoUnit.DAYS));
  }
}
