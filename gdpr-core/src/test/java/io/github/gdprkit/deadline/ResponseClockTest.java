package io.github.gdprkit.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseClockTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final WorkingDays GERMANY = Calendars.of("DE");
  private static final ResponseClock GERMAN = ResponseClock.eu(BERLIN, GERMANY);
  private static final ResponseClock ENGLISH = ResponseClock.uk(LONDON, Calendars.of("GB-ENG"));

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static Pause pause(PauseReason reason, String asked, String answered) {
    return new Pause(reason, day(asked), day(answered), AskedWhen.WITHOUT_UNDUE_DELAY);
  }

  private static Pause identity(String asked, String answered) {
    return pause(PauseReason.IDENTITY, asked, answered);
  }

  private static Pause clarification(String asked, String answered) {
    return pause(PauseReason.CLARIFICATION, asked, answered);
  }

  @ParameterizedTest(name = "received {0}, last day {1}")
  @CsvSource({
    "2026-01-15,2026-02-16", // 15 February is a Sunday: not 30 days, not the day before
    "2026-01-31,2026-03-02", // clamped to Saturday 28 February, not run over into March
    "2024-01-31,2024-02-29",
    "2026-02-27,2026-03-27",
    "2025-02-28,2025-03-28", // the last of a month does not stick to the last of the next
    "2026-06-20,2026-07-20", // received on a Saturday: the start is not postponed
    "2026-12-25,2027-01-25", // received on a holiday: neither
    "2026-03-03,2026-04-07", // Good Friday to Easter Monday
    "2026-08-31,2026-09-30",
    "2025-12-31,2026-02-02"
  })
  void givesOneCalendarMonthAndMovesOnlyTheEnd(LocalDate received, LocalDate lastDay) {
    assertThat(GERMAN.answer(received, List.of()).lastDay()).isEqualTo(lastDay);
  }

  @ParameterizedTest(name = "under the calendar {0}")
  @CsvSource({"DK,2026-04-07", "DE,2026-04-02", "FR,2026-04-02", "NONE,2026-04-02"})
  void goesByTheHolidaysOfItsOwnPlace(String calendar, LocalDate lastDay) {
    ResponseClock clock = ResponseClock.eu(BERLIN, Calendars.of(calendar));

    assertThat(clock.answer(day("2026-03-02"), List.of()).lastDay()).isEqualTo(lastDay);
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "Europe/Copenhagen,2026-04-01",
    "Europe/Lisbon,2026-03-31",
    "America/New_York,2026-03-31"
  })
  void takesTheCivilDayOfItsZone(ZoneId zone, LocalDate day) {
    ResponseClock clock = ResponseClock.eu(zone, WorkingDays.weekendsOnly());

    assertThat(clock.dayOf(Instant.parse("2026-03-31T22:30:00Z"))).isEqualTo(day);
  }

  @Test
  void countsTheExtensionFromReceiptUnlessToldToChainIt() {
    LocalDate received = day("2026-01-30");
    ResponseClock chaining = GERMAN.withExtensionCount(ExtensionCount.CHAINED);

    assertThat(GERMAN.extended(received, List.of()).lastDay()).isEqualTo("2026-04-30");
    assertThat(chaining.extended(received, List.of()).lastDay()).isEqualTo("2026-04-28");
    assertThat(chaining.answer(received, List.of())).isEqualTo(GERMAN.answer(received, List.of()));
  }

  @Test
  void doesNotChainTheExtensionToTheMovedEnd() {
    ResponseClock chaining = GERMAN.withExtensionCount(ExtensionCount.CHAINED);

    // The first month ends on Sunday 15 February, so on Monday; two months more are 15 April.
    assertThat(chaining.extended(day("2026-01-15"), List.of()).lastDay()).isEqualTo("2026-04-15");
  }

  @Test
  void wantsTheNoticeOfAnExtensionAndARefusalWithinTheFirstMonth() {
    LocalDate received = day("2026-05-23");
    List<Pause> pauses = List.of(identity("2026-05-24", "2026-05-26"));

    assertThat(GERMAN.extensionNotice(received, pauses).lastDay()).isEqualTo("2026-06-25");
    assertThat(GERMAN.refusal(received, pauses).lastDay()).isEqualTo("2026-06-25");
    assertThat(GERMAN.extended(received, pauses).lastDay()).isEqualTo("2026-08-25");
  }

  @Test
  void countsThePauseOfTheDecidedCaseLikeTheAuthority() {
    ResponseClock clock = ResponseClock.eu(ZoneId.of("Europe/Stockholm"), Calendars.of("SE"));
    LocalDate received = day("2021-06-06");
    List<Pause> pauses = List.of(identity("2021-06-11", "2021-06-24"));

    ResponseDeadline deadline = clock.answer(received, pauses);

    assertThat(deadline.pausedDays()).isEqualTo(13);
    assertThat(deadline.lastDay()).isEqualTo("2021-07-19");
    assertThat(deadline.isOverdueOn(day("2021-07-12"))).isFalse();
    assertThat(clock.daysUsed(received, pauses, day("2021-07-12"))).isEqualTo(23);
    assertThat(clock.daysUsed(received, pauses, day("2021-06-11"))).isEqualTo(5);
    assertThat(clock.daysUsed(received, pauses, day("2021-06-20"))).isEqualTo(5);
    assertThat(clock.daysUsed(received, pauses, received)).isZero();
  }

  @ParameterizedTest(name = "{0} to {1} and {2} to {3}: {4} days")
  @CsvSource({
    "2026-01-06,2026-01-12,2026-01-09,2026-01-15,9", // overlapping
    "2026-01-06,2026-01-15,2026-01-08,2026-01-10,9", // one within the other
    "2026-01-08,2026-01-10,2026-01-06,2026-01-15,9", // the same, told in another order
    "2026-01-06,2026-01-09,2026-01-09,2026-01-12,6", // one ends as the other begins
    "2026-01-06,2026-01-09,2026-01-12,2026-01-20,11", // apart
    "2026-01-06,2026-01-09,2026-01-06,2026-01-09,3", // asked for two reasons at once
    "2026-01-06,2026-01-06,2026-01-07,2026-01-07,0" // answered on the day
  })
  void countsADayOfTwoPausesOnce(
      String asked, String answered, String askedAgain, String answeredAgain, long days) {
    List<Pause> pauses =
        List.of(identity(asked, answered), clarification(askedAgain, answeredAgain));

    ResponseDeadline deadline = GERMAN.answer(day("2026-01-05"), pauses);

    assertThat(deadline.pausedDays()).isEqualTo(days);
    assertThat(deadline.lastDay())
        .isEqualTo(
            EuPeriods.in(Calendars.of("DE")).nextWorkingDay(day("2026-02-05").plusDays(days)));
  }

  @Test
  void movesToAWorkingDayOnceAndAfterThePauses() {
    // 2 October and a day: Saturday 3 October, a holiday. Moved first, it would be the 5th and then
    // the 6th.
    ResponseDeadline deadline =
        GERMAN.answer(day("2026-09-02"), List.of(identity("2026-09-03", "2026-09-04")));

    assertThat(deadline.lastDay()).isEqualTo("2026-10-05");
  }

  @Test
  void doesNotPauseForWhatWasAskedWithUndueDelay() {
    LocalDate received = day("2026-09-01");
    Pause late =
        new Pause(
            PauseReason.IDENTITY, day("2026-09-20"), day("2026-09-28"), AskedWhen.WITH_UNDUE_DELAY);
    Pause lateAndOpen =
        new Pause(PauseReason.IDENTITY, day("2026-09-20"), null, AskedWhen.WITH_UNDUE_DELAY);
    ResponseDeadline unpaused = GERMAN.answer(received, List.of());

    assertThat(GERMAN.answer(received, List.of(late))).isEqualTo(unpaused);
    assertThat(GERMAN.answer(received, List.of(lateAndOpen))).isEqualTo(unpaused);
    assertThat(ENGLISH.answer(received, List.of(late)).lastDay()).isEqualTo("2026-10-01");
    assertThat(GERMAN.daysUsed(received, List.of(late), day("2026-09-29"))).isEqualTo(28);
  }

  @Test
  void hasNoLastDayWhileAPauseIsOpen() {
    LocalDate received = day("2026-01-05");
    List<Pause> pauses =
        List.of(
            identity("2026-01-06", "2026-01-09"),
            Pause.open(PauseReason.CLARIFICATION, day("2026-01-12")));

    for (ResponseDeadline deadline :
        List.of(
            GERMAN.answer(received, pauses),
            GERMAN.extended(received, pauses),
            GERMAN.extensionNotice(received, pauses),
            GERMAN.refusal(received, pauses),
            ENGLISH.answer(received, pauses))) {
      assertThat(deadline.isSuspended()).isTrue();
      assertThat(deadline.lastDay()).isNull();
      assertThat(deadline.isOverdueOn(day("2030-01-01"))).isFalse();
      assertThat(deadline.isDueBefore(day("2030-01-01"))).isFalse();
    }
    assertThat(GERMAN.answer(received, pauses).pausedDays()).isEqualTo(3);
    assertThat(GERMAN.daysUsed(received, pauses, day("2026-03-01"))).isEqualTo(4);
  }

  @Test
  void goesOnWithAnOpenPauseOnceItIsAnswered() {
    Pause open = Pause.open(PauseReason.IDENTITY, day("2026-01-06"));

    assertThat(GERMAN.answer(day("2026-01-05"), List.of(open.answered(day("2026-01-09")))))
        .isEqualTo(GERMAN.answer(day("2026-01-05"), List.of(identity("2026-01-06", "2026-01-09"))));
  }

  @Test
  void doesNotReviveATimeLimitThatHasRunOut() {
    LocalDate received = day("2026-01-15"); // until Monday 16 February, one day moved
    ResponseDeadline over = GERMAN.answer(received, List.of());

    assertThat(GERMAN.answer(received, List.of(identity("2026-02-17", "2026-02-27"))))
        .isEqualTo(over);
    assertThat(
            GERMAN.answer(received, List.of(Pause.open(PauseReason.IDENTITY, day("2026-02-17")))))
        .isEqualTo(over);
    assertThat(GERMAN.answer(received, List.of(identity("2026-02-16", "2026-02-18"))).lastDay())
        .isEqualTo("2026-02-17");
    assertThat(
            GERMAN.extended(received, List.of(identity("2026-02-17", "2026-02-27"))).pausedDays())
        .isEqualTo(10);
  }

  @Test
  void startsAnewInTheUkWhenIdentityIsAnswered() {
    ResponseDeadline deadline =
        ENGLISH.answer(day("2021-06-06"), List.of(identity("2021-06-11", "2021-06-24")));

    assertThat(deadline.lastDay()).isEqualTo("2021-07-26");
    assertThat(deadline.pausedDays()).isZero();
    assertThat(deadline.receivedOn()).isEqualTo("2021-06-06");
    assertThat(
            ENGLISH.daysUsed(
                day("2021-06-06"),
                List.of(identity("2021-06-11", "2021-06-24")),
                day("2021-06-30")))
        .isEqualTo(6);
  }

  @Test
  void countsTheExtensionInTheUkFromTheNewStart() {
    assertThat(
            ENGLISH
                .extended(day("2021-06-06"), List.of(identity("2021-06-11", "2021-06-24")))
                .lastDay())
        .isEqualTo("2021-09-24");
  }

  @ParameterizedTest(name = "asked {0}, answered {1}: {2} days")
  @CsvSource({
    "2026-03-05,2026-03-12,8", // both ends do not count
    "2026-03-05,2026-03-05,1",
    "2026-03-02,2026-03-04,2" // the day of receipt never counted
  })
  void leavesOutTheDaysOfAskingAndAnsweringInTheUk(String asked, String answered, long days) {
    ResponseDeadline deadline =
        ENGLISH.answer(day("2026-03-02"), List.of(clarification(asked, answered)));

    assertThat(deadline.pausedDays()).isEqualTo(days);
  }

  @Test
  void keepsInTheUkOnlyWhatAPauseCoversAfterTheNewStart() {
    List<Pause> pauses =
        new ArrayList<>(
            List.of(
                clarification("2026-03-04", "2026-03-20"),
                identity("2026-03-05", "2026-03-16"),
                clarification("2026-03-06", "2026-03-10")));
    Collections.shuffle(pauses, new Random(7));

    ResponseDeadline deadline = ENGLISH.answer(day("2026-03-02"), pauses);

    assertThat(deadline.pausedDays()).isEqualTo(4); // 17 to 20 March
    assertThat(deadline.lastDay()).isEqualTo("2026-04-20");
  }

  @Test
  void doesNotStartEarlierForAnAnswerOnIdentityThatCameFirst() {
    List<Pause> pauses =
        List.of(identity("2026-03-03", "2026-03-20"), identity("2026-03-04", "2026-03-10"));

    assertThat(ENGLISH.answer(day("2026-03-02"), pauses).lastDay()).isEqualTo("2026-04-20");
  }

  @Test
  void informsWithinAMonthOrAtTheFirstUse() {
    LocalDate obtained = day("2026-01-10");

    assertThat(GERMAN.information(obtained, List.of()).lastDay()).isEqualTo("2026-02-10");
    assertThat(
            GERMAN.information(obtained, List.of(day("2026-01-20"), day("2026-01-15"))).lastDay())
        .isEqualTo("2026-01-15");
    assertThat(GERMAN.information(obtained, List.of(day("2026-03-01"))).lastDay())
        .isEqualTo("2026-02-10");
    assertThat(GERMAN.information(obtained, List.of(day("2026-01-18"))).lastDay())
        .as("a first use on a Sunday stays there")
        .isEqualTo("2026-01-18");
    assertThat(GERMAN.information(day("2026-01-15"), List.of(day("2026-02-16"))).lastDay())
        .isEqualTo("2026-02-16");
  }

  @Test
  void isOverdueOnlyAfterTheLastDay() {
    ResponseDeadline deadline = GERMAN.answer(day("2026-06-10"), List.of());

    assertThat(deadline.lastDay()).isEqualTo("2026-07-10");
    assertThat(deadline.isOverdueOn(day("2026-07-10"))).isFalse();
    assertThat(deadline.isOverdueOn(day("2026-07-11"))).isTrue();
    assertThat(deadline.isDueBefore(day("2026-07-10"))).isFalse();
    assertThat(deadline.isDueBefore(day("2026-07-11"))).isTrue();
    assertThat(deadline.isSuspended()).isFalse();
  }

  @Test
  void saysWhatItWasCountedWith() {
    assertThat(GERMAN.answer(day("2026-06-10"), List.of()).source())
        .isEqualTo(new DeadlineSource(RuleSet.EU, "DE", "calendars.json"));
    assertThat(ENGLISH.information(day("2026-06-10"), List.of()).source())
        .isEqualTo(new DeadlineSource(RuleSet.UK, "GB-ENG", "calendars.json"));
    assertThat(ENGLISH.source().ruleSet()).isEqualTo(ENGLISH.ruleSet());
    assertThat(ENGLISH.zone()).isEqualTo(LONDON);
  }

  @Test
  void asksTheCalendarOnlyForTheYearsThatMatter() {
    ResponseClock institution = ResponseClock.eu(ZoneId.of("Europe/Brussels"), Calendars.of("EUI"));

    assertThat(institution.answer(day("2022-12-02"), List.of()).lastDay()).isEqualTo("2023-01-03");
    assertThat(
            institution
                .answer(day("2022-12-02"), List.of(identity("2022-12-05", "2022-12-07")))
                .lastDay())
        .isEqualTo("2023-01-04");
    assertThatThrownBy(() -> institution.answer(day("2023-12-02"), List.of()))
        .isInstanceOf(CalendarDataMissingException.class)
        .hasMessageContaining("EUI")
        .hasMessageContaining("2024");
  }

  @Test
  void refusesDaysInTheWrongOrder() {
    LocalDate received = day("2026-06-10");
    List<Pause> early = List.of(identity("2026-06-09", "2026-06-12"));

    assertThatThrownBy(() -> GERMAN.answer(received, early))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-06-09, before the receipt on 2026-06-10");
    assertThatThrownBy(() -> GERMAN.daysUsed(received, early, day("2026-06-20")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GERMAN.daysUsed(received, List.of(), day("2026-06-09")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was not there yet");
    assertThatThrownBy(() -> GERMAN.information(received, List.of(day("2026-06-09"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be used before");
    assertThatThrownBy(() -> identity("2026-06-12", "2026-06-11"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be answered before");
    DeadlineSource source = GERMAN.source();
    assertThatThrownBy(() -> new ResponseDeadline(received, day("2026-06-09"), 0, source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is before 2026-06-10");
    assertThatThrownBy(() -> new ResponseDeadline(received, null, -1, source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 or more");
    assertThatThrownBy(() -> new DeadlineSource(RuleSet.EU, " ", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calendar id");
  }

  @Test
  void keepsTheStoredNamesOfTheRuleSets() {
    assertThat(RuleSet.EU.id()).isEqualTo("eu-1182-71");
    assertThat(RuleSet.UK.id()).isEqualTo("uk-gdpr");
    for (RuleSet ruleSet : RuleSet.values()) {
      assertThat(RuleSet.ofId(ruleSet.id())).isEqualTo(ruleSet);
    }
    assertThatThrownBy(() -> RuleSet.ofId("eu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are eu-1182-71 and uk-gdpr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DK", "DE", "DE-BY", "FR", "IE", "PL", "PT", "SE", "GB-ENG", "NONE"})
  void endsOnAWorkingDayAndNeverEarlierForALaterReceipt(String id) {
    WorkingDays calendar = Calendars.of(id);
    ResponseClock clock = ResponseClock.eu(BERLIN, calendar);
    ResponseClock nominal = ResponseClock.eu(BERLIN, Calendars.alwaysOpen());
    LocalDate before = LocalDate.MIN;
    for (LocalDate received = day("2019-01-01");
        received.isBefore(day("2027-09-01"));
        received = received.plusDays(1)) {
      LocalDate last = clock.answer(received, List.of()).lastDay();

      assertThat(calendar.isWorkingDay(last)).isTrue();
      assertThat(last).isAfterOrEqualTo(nominal.answer(received, List.of()).lastDay());
      assertThat(last).isAfterOrEqualTo(before);
      assertThat(last).isBetween(received.plusDays(28), received.plusDays(37));
      before = last;
    }
  }

  @Test
  void agreesWithCountingThePausedDaysOneByOne() {
    Random random = new Random(20260531);
    for (int round = 0; round < 2_000; round++) {
      LocalDate received = day("2019-01-01").plusDays(random.nextInt(3_000));
      List<Pause> pauses = somePauses(random, received);
      Set<LocalDate> stopped = new HashSet<>();
      for (Pause pause : pauses) {
        for (LocalDate day = pause.askedOn().plusDays(1);
            !day.isAfter(pause.answeredOn());
            day = day.plusDays(1)) {
          stopped.add(day);
        }
      }
      LocalDate expected = received.plusMonths(1).plusDays(stopped.size());
      while (!GERMANY.isWorkingDay(expected)) {
        expected = expected.plusDays(1);
      }

      ResponseDeadline deadline = GERMAN.answer(received, pauses);

      assertThat(deadline.pausedDays()).as("%s %s", received, pauses).isEqualTo(stopped.size());
      assertThat(deadline.lastDay()).as("%s %s", received, pauses).isEqualTo(expected);
      Collections.shuffle(pauses, random);
      assertThat(GERMAN.answer(received, pauses)).isEqualTo(deadline);
      assertThat(ENGLISH.answer(received, pauses).lastDay())
          .isAfterOrEqualTo(ENGLISH.answer(received, List.of()).lastDay());
      assertThat(
              GERMAN
                  .withExtensionCount(ExtensionCount.CHAINED)
                  .extended(received, pauses)
                  .lastDay())
          .isBeforeOrEqualTo(GERMAN.extended(received, pauses).lastDay());
    }
  }

  /** Asked within the first four weeks, so that each of them counts. */
  private static List<Pause> somePauses(Random random, LocalDate received) {
    List<Pause> pauses = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      LocalDate asked = received.plusDays(random.nextInt(28));
      pauses.add(
          new Pause(
              random.nextBoolean() ? PauseReason.IDENTITY : PauseReason.CLARIFICATION,
              asked,
              asked.plusDays(random.nextInt(20)),
              AskedWhen.WITHOUT_UNDUE_DELAY));
    }
    return pauses;
  }
}
