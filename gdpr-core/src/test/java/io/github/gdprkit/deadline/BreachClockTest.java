package io.github.gdprkit.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreachClockTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final BreachClock CLOCK = BreachClock.in(BERLIN);

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  @ParameterizedTest(name = "aware {0}")
  @CsvSource({
    "2020-12-22T12:17:00+01:00,2020-12-25T12:17:00+01:00,2020-12-25T13:00:00+01:00",
    // on the full hour: the hour that begins is the hour of the event
    "2020-12-22T12:00:00+01:00,2020-12-25T12:00:00+01:00,2020-12-25T13:00:00+01:00",
    "2020-12-22T12:59:59.999+01:00,2020-12-25T12:59:59.999+01:00,2020-12-25T13:00:00+01:00",
    // Whit Monday is not skipped
    "2026-05-22T16:30:00+02:00,2026-05-25T16:30:00+02:00,2026-05-25T17:00:00+02:00",
    // the clocks go forward and back: 72 hours pass, whatever they show
    "2026-03-27T14:20:00+01:00,2026-03-30T15:20:00+02:00,2026-03-30T16:00:00+02:00",
    "2026-10-23T14:20:00+02:00,2026-10-26T13:20:00+01:00,2026-10-26T14:00:00+01:00",
    // within the hour that comes twice
    "2026-10-25T02:30:00+02:00,2026-10-28T01:30:00+01:00,2026-10-28T02:00:00+01:00",
    "2026-10-25T02:30:00+01:00,2026-10-28T02:30:00+01:00,2026-10-28T03:00:00+01:00",
    // before the hour that is missing
    "2026-03-29T01:30:00+01:00,2026-04-01T02:30:00+02:00,2026-04-01T03:00:00+02:00"
  })
  void givesSeventyTwoHours(String aware, String plainEnd, String strictEnd) {
    BreachDeadline deadline = CLOCK.notification(at(aware));

    assertThat(deadline.awareAt()).isEqualTo(at(aware));
    assertThat(deadline.plainEnd()).isEqualTo(at(plainEnd));
    assertThat(deadline.strictEnd()).isEqualTo(at(strictEnd));
    assertThat(deadline.source().calendarId()).isEqualTo("none");
  }

  @Test
  void findsTheFullHourOfAZoneThatIsHalfAnHourOff() {
    BreachDeadline deadline =
        BreachClock.in(ZoneId.of("Asia/Kolkata")).notification(at("2026-06-01T10:05:00+05:30"));

    assertThat(deadline.strictEnd()).isEqualTo(at("2026-06-04T11:00:00+05:30"));
  }

  @Test
  void takesAnotherNumberOfHours() {
    BreachDeadline deadline = CLOCK.withHours(96).notification(at("2026-05-22T16:30:00+02:00"));

    assertThat(deadline.strictEnd()).isEqualTo(at("2026-05-26T17:00:00+02:00"));
    assertThatThrownBy(() -> CLOCK.withHours(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 hour or more");
  }

  @ParameterizedTest(name = "notified {0}")
  @CsvSource({
    "2026-06-04T10:05:00+02:00,false,false",
    "2026-06-04T10:05:01+02:00,true,false",
    "2026-06-04T11:00:00+02:00,true,false",
    "2026-06-04T11:00:01+02:00,true,true",
    "2026-06-02T09:00:00+02:00,false,false"
  })
  void isLateAfterTheStrictEnd(String notified, boolean pastPlain, boolean late) {
    BreachDeadline deadline = CLOCK.notification(at("2026-06-01T10:05:00+02:00"));

    assertThat(deadline.isPastPlainEnd(at(notified))).isEqualTo(pastPlain);
    assertThat(deadline.isLate(at(notified))).isEqualTo(late);
    assertThat(deadline.needsReasonsForDelay(at(notified))).isEqualTo(late);
  }

  @ParameterizedTest(name = "aware {0}, strict end {1}")
  @CsvSource({
    // Friday 16:00, the literature's example: Tuesday 16:00 (the hour of the event ends at 16:00)
    "2026-06-05T15:30:00+02:00,2026-06-09T16:00:00+02:00",
    // before Whitsun: Monday is closed too
    "2026-05-22T16:30:00+02:00,2026-05-27T17:00:00+02:00",
    // Saturday: Monday and Tuesday in full
    "2026-06-06T10:30:00+02:00,2026-06-10T00:00:00+02:00",
    // from Monday there are two anyway
    "2026-06-08T10:00:00+02:00,2026-06-11T11:00:00+02:00",
    // Thursday: 8 hours of it, all of Friday and 16 hours of Monday
    "2026-06-11T15:30:00+02:00,2026-06-15T16:00:00+02:00",
    // over Christmas
    "2026-12-24T11:30:00+01:00,2026-12-29T12:00:00+01:00",
    // the Sunday in between is an hour short
    "2026-03-27T15:30:00+01:00,2026-03-31T16:00:00+02:00"
  })
  void givesTwoWorkingDaysOnlyWhenToldTo(String aware, String strictEnd) {
    BreachDeadline contested = CLOCK.withTwoWorkingDays(Calendars.of("DE")).notification(at(aware));
    BreachDeadline plain = CLOCK.notification(at(aware));

    assertThat(contested.strictEnd()).isEqualTo(at(strictEnd));
    assertThat(contested.plainEnd()).isEqualTo(plain.plainEnd());
    assertThat(contested.source())
        .isEqualTo(new DeadlineSource(RuleSet.EU, "DE", "calendars.json"));
    assertThat(Duration.between(plain.plainEnd(), plain.strictEnd()))
        .isLessThanOrEqualTo(Duration.ofHours(1));
  }

  @Test
  void endsStrictlyOnAFullHourWithinAnHourOfThePlainEnd() {
    Random random = new Random(33);
    WorkingDays german = Calendars.of("DE");
    Instant first = at("2019-01-01T00:00:00+01:00");
    for (int round = 0; round < 5_000; round++) {
      Instant aware = first.plusSeconds(random.nextInt(8 * 365 * 86_400));

      BreachDeadline deadline = CLOCK.notification(aware);

      assertThat(Duration.between(aware, deadline.plainEnd())).isEqualTo(Duration.ofHours(72));
      assertThat(deadline.strictEnd()).isAfter(deadline.plainEnd());
      assertThat(deadline.strictEnd()).isBeforeOrEqualTo(deadline.plainEnd().plusSeconds(3600));
      assertThat(deadline.strictEnd().atZone(BERLIN).toLocalTime().toSecondOfDay() % 3600).isZero();
      assertThat(CLOCK.withTwoWorkingDays(german).notification(aware).strictEnd())
          .isAfterOrEqualTo(deadline.strictEnd());
    }
  }
}
