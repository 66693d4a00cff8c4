package io.github.gdprkit.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one controller: from a day of receipt to the last day for answering a data subject
 * (Art. 12(3) and (4)) or informing one (Art. 14(3)). Immutable; it never asks what day it is.
 *
 * <p>The day of receipt is the start even if it is a Sunday, a holiday or one minute to midnight,
 * and a month is a calendar month. Only the end moves, once and last: first the months, then the
 * paused days, then on to the next working day.
 *
 * <p>A pause counts if it was asked without undue delay and before the time limit had run out. Days
 * that lie in two pauses count once. While a pause is open there is no last day.
 */
public final class ResponseClock {

  private static final int MONTHS = 1;
  private static final int FURTHER_MONTHS = 2;

  /** An open pause hides what is asked after it, so on its day it comes last. */
  private static final Comparator<Pause> BY_DAY =
      Comparator.comparing(Pause::askedOn).thenComparing(Pause::isOpen);

  private final RuleSet ruleSet;
  private final ZoneId zone;
  private final WorkingDays workingDays;
  private final ExtensionCount extensionCount;

  private ResponseClock(
      RuleSet ruleSet, ZoneId zone, WorkingDays workingDays, ExtensionCount extensionCount) {
    this.ruleSet = ruleSet;
    this.zone = zone;
    this.workingDays = workingDays;
    this.extensionCount = extensionCount;
  }

  /**
   * The clock of a controller under the GDPR.
   *
   * @param zone of the place where the action is to be taken
   * @param days the working days of that place
   */
  public static ResponseClock eu(ZoneId zone, WorkingDays days) {
    return new ResponseClock(RuleSet.EU, zone, days, ExtensionCount.FROM_RECEIPT);
  }

  /**
   * The clock of a controller under the UK GDPR.
   *
   * @param zone of the place where the action is to be taken
   * @param days the working days of that place
   */
  public static ResponseClock uk(ZoneId zone, WorkingDays days) {
    return new ResponseClock(RuleSet.UK, zone, days, ExtensionCount.FROM_RECEIPT);
  }

  /** The same clock, counting extensions that way. */
  public ResponseClock withExtensionCount(ExtensionCount count) {
    return new ResponseClock(ruleSet, zone, workingDays, count);
  }

  /** Whose rules it goes by. */
  public RuleSet ruleSet() {
    return ruleSet;
  }

  /** The zone whose days it counts. */
  public ZoneId zone() {
    return zone;
  }

  /** What its deadlines are counted with; differs from a stored one when the calendar changed. */
  public DeadlineSource source() {
    return DeadlineSource.of(ruleSet, workingDays);
  }

  /** The civil day of that instant in the controller's zone. */
  public LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** Until when to inform of the action taken: one month from receipt (Art. 12(3)). */
  public ResponseDeadline answer(LocalDate receivedOn, List<Pause> pauses) {
    return count(receivedOn, pauses, Length.ONE_MONTH);
  }

  /**
   * Until when to do so if the time limit was extended by two further months (Art. 12(3)). Ask for
   * it only after the person was told, by the day of {@link #extensionNotice}.
   */
  public ResponseDeadline extended(LocalDate receivedOn, List<Pause> pauses) {
    return count(receivedOn, pauses, Length.EXTENDED);
  }

  /** Until when to tell the person of an extension and its reasons (Art. 12(3)). */
  public ResponseDeadline extensionNotice(LocalDate receivedOn, List<Pause> pauses) {
    return count(receivedOn, pauses, Length.ONE_MONTH);
  }

  /**
   * Until when to tell the person that no action is taken, and why: never extended (Art. 12(4)).
   */
  public ResponseDeadline refusal(LocalDate receivedOn, List<Pause> pauses) {
    return count(receivedOn, pauses, Length.ONE_MONTH);
  }

  /**
   * Until when to inform a person whose data came from somebody else: one month from obtaining
   * them, or the first use if that is earlier (Art. 14(3)). A first use is not moved to a working
   * day.
   *
   * @param obtainedOn the day the data were obtained
   * @param firstUses the days of the first communication with the person and of the first
   *     disclosure to another recipient, as far as there are any
   */
  public ResponseDeadline information(LocalDate obtainedOn, List<LocalDate> firstUses) {
    LocalDate last = roll(obtainedOn.plusMonths(MONTHS));
    for (LocalDate use : firstUses) {
      if (use.isBefore(obtainedOn)) {
        throw new IllegalArgumentException(
            "Data obtained on %s cannot be used before, on %s; check the two days"
                .formatted(obtainedOn, use));
      }
      last = use.isBefore(last) ? use : last;
    }
    return new ResponseDeadline(obtainedOn, last, 0, source());
  }

  /**
   * How many days of the time limit are used up at the end of that day. What stands still during an
   * open pause is this number.
   */
  public long daysUsed(LocalDate receivedOn, List<Pause> pauses, LocalDate on) {
    if (on.isBefore(receivedOn)) {
      throw new IllegalArgumentException(
          "On %s the request of %s was not there yet; ask for a later day"
              .formatted(on, receivedOn));
    }
    Running running = new Running(receivedOn);
    for (Pause pause : inOrder(receivedOn, pauses)) {
      if (!pause.askedOn().isAfter(on)) {
        LocalDate answeredOn = pause.answeredOn();
        running.stop(pause, answeredOn == null || answeredOn.isAfter(on) ? on : answeredOn);
      }
    }
    return ChronoUnit.DAYS.between(running.start, on) - running.pausedDays;
  }

  private ResponseDeadline count(LocalDate receivedOn, List<Pause> pauses, Length length) {
    Running running = new Running(receivedOn);
    boolean suspended = false;
    for (Pause pause : inOrder(receivedOn, pauses)) {
      if (suspended || isOver(running.end(length), pause.askedOn())) {
        continue;
      }
      LocalDate answeredOn = pause.answeredOn();
      if (answeredOn == null) {
        suspended = true;
      } else {
        running.stop(pause, answeredOn);
      }
    }
    @Nullable LocalDate lastDay = suspended ? null : roll(running.end(length));
    return new ResponseDeadline(receivedOn, lastDay, running.pausedDays, source());
  }

  private static List<Pause> inOrder(LocalDate receivedOn, List<Pause> pauses) {
    for (Pause pause : pauses) {
      if (pause.askedOn().isBefore(receivedOn)) {
        throw new IllegalArgumentException(
            "A pause cannot be asked on %s, before the receipt on %s; check the two days"
                .formatted(pause.askedOn(), receivedOn));
      }
    }
    return pauses.stream()
        .filter(pause -> pause.asked() == AskedWhen.WITHOUT_UNDUE_DELAY)
        .sorted(BY_DAY)
        .toList();
  }

  /** Asks the calendar only for what matters, since it may not reach back that far. */
  private boolean isOver(LocalDate nominalEnd, LocalDate day) {
    return day.isAfter(nominalEnd) && day.isAfter(roll(nominalEnd));
  }

  private LocalDate roll(LocalDate day) {
    return EuPeriods.in(workingDays).nextWorkingDay(day);
  }

  private enum Length {
    ONE_MONTH,
    EXTENDED
  }

  /** A time limit on its way through its pauses, which come in the order they were asked in. */
  private final class Running {

    private LocalDate start;
    private long pausedDays;

    /** No day up to this one may count as paused again; the day of the start never counts. */
    private LocalDate settled;

    Running(LocalDate receivedOn) {
      start = receivedOn;
      settled = receivedOn;
    }

    void stop(Pause pause, LocalDate until) {
      if (ruleSet == RuleSet.UK && pause.reason() == PauseReason.IDENTITY) {
        restart(until);
      } else {
        LocalDate before = ruleSet == RuleSet.UK ? pause.askedOn().minusDays(1) : pause.askedOn();
        LocalDate after = before.isAfter(settled) ? before : settled;
        if (until.isAfter(after)) {
          pausedDays += ChronoUnit.DAYS.between(after, until);
          settled = until;
        }
      }
    }

    /** What earlier pauses still cover lies after the new start in one piece. */
    private void restart(LocalDate day) {
      if (day.isAfter(start)) {
        start = day;
        pausedDays = Math.max(0, ChronoUnit.DAYS.between(day, settled));
        settled = settled.isAfter(day) ? settled : day;
      }
    }

    LocalDate end(Length length) {
      LocalDate end =
          switch (length) {
            case ONE_MONTH -> start.plusMonths(MONTHS);
            case EXTENDED ->
                switch (extensionCount) {
                  case FROM_RECEIPT -> start.plusMonths(MONTHS + FURTHER_MONTHS);
                  case CHAINED -> start.plusMonths(MONTHS).plusMonths(FURTHER_MONTHS);
                };
          };
      return end.plusDays(pausedDays);
    }
  }
}
