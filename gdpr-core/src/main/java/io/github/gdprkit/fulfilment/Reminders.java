package io.github.gdprkit.fulfilment;

import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.request.RequestHeader;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what is due, each day of the plan once. */
final class Reminders {

  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

  private static final String STREAM = "reminder";
  private static final String REMINDED = "reminded";
  private static final String LAST_DAY = "last-day";
  private static final String DAYS_LEFT = "days-left";
  private static final String STEP = "step";

  private final Cases cases;
  private final ResponseClock clock;
  private final Set<Integer> daysBefore;

  Reminders(Cases cases, ResponseClock clock, Set<Integer> daysBefore) {
    this.cases = cases;
    this.clock = clock;
    this.daysBefore = daysBefore;
  }

  Housekeeping.Reminded remind(ReminderChannel channel) {
    LocalDate today = clock.dayOf(cases.now());
    // Without any day before it the first reminder is on the day after the last day.
    int first = daysBefore.stream().mapToInt(Integer::intValue).max().orElse(-1);
    int told = 0;
    int failed = 0;
    List<RequestHeader> due =
        cases.store().due(cases.controller(), today.plusDays(first), Integer.MAX_VALUE);
    for (RequestHeader header : due) {
      LocalDate lastDay = header.lastDay();
      if (lastDay == null) {
        continue;
      }
      long left = ChronoUnit.DAYS.between(today, lastDay);
      OptionalLong step = step(left);
      StreamId stream = new StreamId(STREAM, header.id().value());
      Optional<EvidenceEntry> last = cases.store().last(cases.controller(), stream);
      if (step.isEmpty() || last.isPresent() && isTold(last.get(), lastDay, step.getAsLong())) {
        continue;
      }
      Reminder reminder = new Reminder(header.id(), header.claim(), header.status(), lastDay, left);
      if (tell(channel, reminder)) {
        note(stream, last.map(EvidenceEntry::version).orElse(0L), reminder, step.getAsLong());
        told++;
      } else {
        failed++;
      }
    }
    return new Housekeeping.Reminded(told, failed);
  }

  /**
   * The day of the plan that is reached, counted back from the last day; later ones are smaller.
   */
  private OptionalLong step(long left) {
    return left < 0
        ? OptionalLong.of(left)
        : daysBefore.stream().mapToLong(Integer::longValue).filter(day -> day >= left).min();
  }

  private static boolean isTold(EvidenceEntry last, LocalDate lastDay, long step) {
    return last.detail(LAST_DAY).equals(lastDay.toString())
        && Long.parseLong(last.detail(STEP)) <= step;
  }

  private static boolean tell(ReminderChannel channel, Reminder reminder) {
    try {
      channel.remind(reminder);
      return true;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      HookFailures.keepInterrupt(e);
      LOG.warn(
          "Nobody could be reminded of request {}: {}; the next run tries again",
          reminder.request(),
          e.getClass().getName());
      return false;
    }
  }

  private void note(StreamId stream, long version, Reminder reminder, long step) {
    Map<String, String> details =
        Map.of(
            LAST_DAY,
            reminder.lastDay().toString(),
            DAYS_LEFT,
            Long.toString(reminder.daysLeft()),
            STEP,
            Long.toString(step));
    try {
      cases.append(List.of(new EvidenceDraft(stream, version, REMINDED, cases.now(), details)));
    } catch (StaleStreamException e) {
      LOG.debug("Another node told of request {} in this moment", reminder.request());
    }
  }
}
