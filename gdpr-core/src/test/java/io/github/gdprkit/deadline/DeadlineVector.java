package io.github.gdprkit.deadline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One test vector: counts what its rule asks for and compares every expected value. What it does
 * not know it does not pass over: an unknown rule or expected value is a problem of the vector.
 */
final class DeadlineVector {

  /** Facts of the story that must not start or move a clock. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("firstTip", "processorAware", "occurred", "detected", "outcome");

  private static final String[] AWARE = {
    "aware", "controllerAware", "controllerInformed", "informedByProcessor", "processorInformed"
  };
  private static final String[] REPLIED = {"replied", "repliedOn", "responded", "answered"};

  private final JsonNode vector;
  private final String rule;
  private final ZoneId zone;
  private final WorkingDays calendar;
  private final Set<String> unread = new TreeSet<>();

  /** What was counted, under every name that a vector may expect it by. */
  private final Map<String, Object> counted = new LinkedHashMap<>();

  DeadlineVector(JsonNode vector) {
    this.vector = vector;
    this.rule = vector.path("rule").asText();
    this.zone = ZoneId.of(vector.path("zone").asText());
    this.calendar = Calendars.of(vector.path("calendar").asText());
    vector.path("input").fieldNames().forEachRemaining(unread::add);
    unread.removeAll(WITHOUT_EFFECT);
  }

  /** Everything in which the vector and the library differ; nothing if they agree. */
  List<String> problems() {
    count();
    List<String> problems = new ArrayList<>();
    vector
        .path("expected")
        .properties()
        .forEach(expected -> compare(expected.getKey(), expected.getValue(), problems));
    if (vector.has("nominal")) {
      compare("nominal", vector.path("nominal"), problems);
    }
    return problems;
  }

  /** What the vector says and the count had no use for. */
  Set<String> unread() {
    return unread;
  }

  private void compare(String name, JsonNode expected, List<String> problems) {
    if (!counted.containsKey(name)) {
      problems.add(
          "expects %s, which is not known for the rule %s; known are %s"
              .formatted(name, rule, counted.keySet()));
      return;
    }
    Object value = counted.get(name);
    boolean same;
    if (value == null) {
      same = expected.isNull();
    } else if (value instanceof Long number) {
      same = expected.isIntegralNumber() && expected.asLong() == number;
    } else if (value instanceof Boolean bool) {
      same = expected.isBoolean() && expected.asBoolean() == bool;
    } else if (value instanceof Instant instant) {
      same = expected.isTextual() && isSame(OffsetDateTime.parse(expected.asText()), instant);
    } else {
      same = expected.isTextual() && expected.asText().equals(value.toString());
    }
    if (!same) {
      Object shown = value instanceof Instant instant ? instant.atZone(zone) : value;
      problems.add("expects %s %s, counted %s".formatted(name, expected, shown));
    }
  }

  /** An offset that is not the one of the zone at that time would be a mistake of the vector. */
  private boolean isSame(OffsetDateTime expected, Instant instant) {
    ZoneOffset offset = zone.getRules().getOffset(instant);
    return expected.toInstant().equals(instant)
        && (expected.getOffset().equals(offset) || expected.getOffset().equals(ZoneOffset.UTC));
  }

  private void count() {
    switch (rule) {
      case "EU_MONTHS_1182", "EU_MONTHS_1182_PAUSED" -> month(eu(calendar), eu(open()));
      case "EU_MONTHS_1182_EXTENDED", "EU_MONTHS_1182_PAUSED_EXTENDED" ->
          extended(eu(calendar), eu(open()));
      case "EU_MONTHS_1182_REFUSAL", "EU_MONTHS_1182_PAUSED_REFUSAL" ->
          refusal(eu(calendar), eu(open()));
      case "UK_MONTH_ICO", "UK_CLARIFICATION_PAUSE", "UK_RESTART_ON_IDENTITY" ->
          month(uk(calendar), uk(open()));
      case "UK_MONTH_ICO_EXTENDED" -> extended(uk(calendar), uk(open()));
      case "UK_MONTH_ICO_REFUSAL" -> refusal(uk(calendar), uk(open()));
      case "UK_PART3_DAY_AFTER" -> part3();
      case "EU_DAYS_1182" -> {
        int days = number("days");
        period(
            EuPeriods.in(calendar).afterDays(event(), days),
            EuPeriods.in(open()).afterDays(event(), days));
      }
      case "EU_WEEKS_1182" -> {
        int weeks = number("weeks");
        period(
            EuPeriods.in(calendar).afterWeeks(event(), weeks),
            EuPeriods.in(open()).afterWeeks(event(), weeks));
      }
      case "EU_YEARS_1182" -> {
        int years = number("years");
        period(
            EuPeriods.in(calendar).afterYears(event(), years),
            EuPeriods.in(open()).afterYears(event(), years));
      }
      case "EU_ART14_3" -> information();
      case "BREACH_HOURS", "BREACH_TIMELINESS" -> breach(flag("applyArt3_5", false));
      case "BREACH_HOURS_TWO_WORKING_DAYS_CONTESTED" -> breach(flag("applyArt3_5", true));
      default -> throw new IllegalArgumentException("unknown rule " + rule);
    }
  }

  private void month(ResponseClock clock, ResponseClock nominal) {
    LocalDate received = received(clock);
    int months = number("months");
    if (months == 1) {
      List<Pause> pauses = pauses(received);
      ResponseDeadline deadline = clock.answer(received, pauses);
      response(clock, deadline, nominal.answer(received, pauses), pauses);
      put(clock.extensionNotice(received, pauses).lastDay(), "extensionNoticeBy");
    } else if (clock.ruleSet() == RuleSet.EU && !has("pauses")) {
      period(
          EuPeriods.in(calendar).afterMonths(received, months),
          EuPeriods.in(open()).afterMonths(received, months));
    } else {
      throw new IllegalArgumentException("A response takes one month, not " + months);
    }
  }

  private void extended(ResponseClock base, ResponseClock baseNominal) {
    requireOneAndTwoMonths();
    ExtensionCount count = extensionCount();
    ResponseClock clock = base.withExtensionCount(count);
    LocalDate received = received(clock);
    List<Pause> pauses = pauses(received);
    response(
        clock,
        clock.extended(received, pauses),
        baseNominal.withExtensionCount(count).extended(received, pauses),
        pauses);
    put(clock.extensionNotice(received, pauses).lastDay(), "extensionNoticeBy");
    put(
        base.withExtensionCount(ExtensionCount.CHAINED).extended(received, pauses).lastDay(),
        "lastDayChained",
        "chainedLastDay",
        "lastDayConservative",
        "conservativeLastDay");
    put(
        base.withExtensionCount(ExtensionCount.FROM_RECEIPT).extended(received, pauses).lastDay(),
        "lastDayFromReceipt");
  }

  private void refusal(ResponseClock clock, ResponseClock nominal) {
    requireOneAndTwoMonths();
    LocalDate received = received(clock);
    List<Pause> pauses = pauses(received);
    response(clock, clock.refusal(received, pauses), nominal.refusal(received, pauses), pauses);
  }

  private void response(
      ResponseClock clock,
      ResponseDeadline deadline,
      ResponseDeadline nominal,
      List<Pause> pauses) {
    put(deadline.lastDay(), "lastDay");
    put(nominal.lastDay(), "nominal");
    put(deadline.pausedDays(), "pausedDays");
    put(deadline.isSuspended() ? "SUSPENDED" : "RUNNING", "state");
    put(deadline.isSuspended(), "suspended");
    put(deadline.receivedOn(), "receivedOn", "receivedLocalDate");
    String replied = anyOf(REPLIED);
    if (replied != null) {
      LocalDate on = day(replied);
      put(deadline.isOverdueOn(on), "late", "overdue");
      put(!deadline.isOverdueOn(on), "inTime", "onTime");
      put(ChronoUnit.DAYS.between(deadline.receivedOn(), on), "elapsedDays", "daysElapsed");
      put(
          clock.daysUsed(deadline.receivedOn(), pauses, on),
          "daysUsed",
          "usedDays",
          "consumedDays",
          "daysConsumed",
          "countedDays",
          "daysCounted",
          "netDays",
          "totalDays");
    }
  }

  private void period(LocalDate lastDay, LocalDate nominal) {
    put(lastDay, "lastDay");
    put(nominal, "nominal");
  }

  private void information() {
    if (number("months") != 1) {
      throw new IllegalArgumentException("Art. 14(3) gives one month");
    }
    LocalDate obtained = day("obtained");
    List<LocalDate> uses = new ArrayList<>();
    for (String use : List.of("firstCommunication", "firstDisclosure")) {
      if (has(use)) {
        uses.add(day(use));
      }
    }
    put(eu(calendar).information(obtained, uses).lastDay(), "lastDay");
    put(eu(open()).information(obtained, List.of()).lastDay(), "nominal");
  }

  /**
   * The rule of the police and of nobody else, which counts from the day after. It is here and not
   * in the library, so that nobody takes it for the rule of the UK GDPR.
   */
  private void part3() {
    ResponseClock uk = uk(calendar);
    LocalDate dayAfter = received(uk).plusDays(1);
    int months = number("months");
    period(
        EuPeriods.in(calendar).afterMonths(dayAfter, months),
        EuPeriods.in(open()).afterMonths(dayAfter, months));
    if (counted.get("nominal").equals(uk(open()).answer(received(uk), List.of()).lastDay())) {
      throw new IllegalStateException("the UK GDPR counts from the day after, like the police");
    }
  }

  private void breach(boolean twoWorkingDays) {
    String aware = anyOf(AWARE);
    if (aware == null) {
      throw new IllegalArgumentException("says by none of " + List.of(AWARE) + " when it begins");
    }
    Instant awareAt = instant(aware);
    BreachClock clock = BreachClock.in(zone).withHours(number("hours"));
    BreachDeadline deadline =
        (twoWorkingDays ? clock.withTwoWorkingDays(calendar) : clock).notification(awareAt);
    put(deadline.strictEnd(), "strict1182End");
    put(deadline.plainEnd(), "simpleEnd");
    put(null, "nominal");
    if (has("notified")) {
      Instant notified = instant("notified");
      put(deadline.isLate(notified), "lateStrict");
      put(deadline.isPastPlainEnd(notified), "lateSimple");
      put(deadline.needsReasonsForDelay(notified), "reasonsForDelayRequired");
      put(Duration.between(awareAt, notified).toHours(), "elapsedHours");
    }
  }

  private ResponseClock eu(WorkingDays days) {
    return ResponseClock.eu(zone, days);
  }

  private ResponseClock uk(WorkingDays days) {
    return ResponseClock.uk(zone, days);
  }

  private static WorkingDays open() {
    return Calendars.alwaysOpen();
  }

  private void put(Object value, String... names) {
    for (String name : names) {
      counted.put(name, value);
    }
  }

  private LocalDate received(ResponseClock clock) {
    if (!has("receivedInstant")) {
      return day("received");
    }
    LocalDate day = clock.dayOf(instant("receivedInstant"));
    if (has("receivedLocalDate") && !day("receivedLocalDate").equals(day)) {
      throw new IllegalArgumentException(
          "says it was received on %s, counted %s".formatted(text("receivedLocalDate"), day));
    }
    return day;
  }

  private List<Pause> pauses(LocalDate received) {
    List<Pause> pauses = new ArrayList<>();
    if (has("identityAnswered")) {
      LocalDate asked = has("identityAsked") ? day("identityAsked") : received;
      pauses.add(
          new Pause(
              PauseReason.IDENTITY, asked, day("identityAnswered"), AskedWhen.WITHOUT_UNDUE_DELAY));
    }
    if (has("pauses")) {
      for (JsonNode pause : input("pauses")) {
        pauses.add(
            new Pause(
                PauseReason.valueOf(pause.path("reason").asText()),
                LocalDate.parse(pause.path("asked").asText()),
                pause.hasNonNull("answered")
                    ? LocalDate.parse(pause.path("answered").asText())
                    : null,
                pause.path("askedWithoutUndueDelay").asBoolean(true)
                    ? AskedWhen.WITHOUT_UNDUE_DELAY
                    : AskedWhen.WITH_UNDUE_DELAY));
      }
    }
    return pauses;
  }

  private ExtensionCount extensionCount() {
    if (flag("chained", false)) {
      return ExtensionCount.CHAINED;
    }
    for (String name : List.of("extensionCount", "extensionMethod", "extensionFrom")) {
      if (has(name)) {
        return switch (text(name)) {
          case "CHAINED", "FIRST_END" -> ExtensionCount.CHAINED;
          case "FROM_RECEIPT", "RECEIPT" -> ExtensionCount.FROM_RECEIPT;
          default -> throw new IllegalArgumentException("unknown " + name + " " + text(name));
        };
      }
    }
    return ExtensionCount.FROM_RECEIPT;
  }

  private void requireOneAndTwoMonths() {
    if (number("months") != 1 || has("extensionMonths") && number("extensionMonths") != 2) {
      throw new IllegalArgumentException("Art. 12(3) gives one month and two further ones");
    }
  }

  private LocalDate event() {
    return day("event");
  }

  private String anyOf(String... names) {
    for (String name : names) {
      if (has(name)) {
        return name;
      }
    }
    return null;
  }

  private boolean has(String name) {
    return vector.path("input").hasNonNull(name);
  }

  private JsonNode input(String name) {
    unread.remove(name);
    JsonNode value = vector.path("input").path(name);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("has no input " + name);
    }
    return value;
  }

  private String text(String name) {
    return input(name).asText();
  }

  private boolean flag(String name, boolean otherwise) {
    return has(name) ? input(name).asBoolean() : otherwise;
  }

  private int number(String name) {
    return input(name).asInt();
  }

  private Instant instant(String name) {
    return OffsetDateTime.parse(text(name)).toInstant();
  }

  /** A day, or the day in the vector's zone of a point in time. */
  private LocalDate day(String name) {
    String text = text(name);
    return text.contains("T") ? instant(name).atZone(zone).toLocalDate() : LocalDate.parse(text);
  }
}
