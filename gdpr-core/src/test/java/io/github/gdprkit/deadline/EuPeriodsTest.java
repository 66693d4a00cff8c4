package io.github.gdprkit.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EuPeriodsTest {

  private static final WorkingDays GERMAN = Calendars.of("DE");
  private static final EuPeriods IN_GERMANY = EuPeriods.in(GERMAN);

  @ParameterizedTest(name = "{1} days from {0}: {2}")
  @CsvSource({
    "2026-12-24,2,2026-12-29", // Monday the 28th alone is one working day
    "2026-12-24,3,2026-12-29",
    "2026-12-24,5,2026-12-29",
    "2026-12-24,6,2026-12-30",
    "2026-12-24,1,2026-12-28", // one day does not need two working days
    "2026-06-05,2,2026-06-09", // Friday: Monday and Tuesday
    "2026-06-05,3,2026-06-09",
    "2026-06-08,2,2026-06-10",
    "2026-04-02,4,2026-04-08", // from Maundy Thursday over Easter
    "2026-04-17,14,2026-05-04"
  })
  void givesTwoWorkingDaysToTwoDaysOrMore(LocalDate event, int days, LocalDate last) {
    assertThat(IN_GERMANY.afterDays(event, days)).isEqualTo(last);
  }

  @Test
  void endsWeeksOnTheSameWeekdayMonthsAndYearsOnTheSameDate() {
    LocalDate leapDay = LocalDate.parse("2024-02-29");

    assertThat(IN_GERMANY.afterWeeks(LocalDate.parse("2026-06-05"), 3)).isEqualTo("2026-06-26");
    assertThat(IN_GERMANY.afterWeeks(LocalDate.parse("2026-03-27"), 1)).isEqualTo("2026-04-07");
    assertThat(IN_GERMANY.afterMonths(LocalDate.parse("2026-01-31"), 1)).isEqualTo("2026-03-02");
    assertThat(IN_GERMANY.afterMonths(LocalDate.parse("2026-01-31"), 3)).isEqualTo("2026-04-30");
    assertThat(IN_GERMANY.afterYears(leapDay, 1)).isEqualTo("2025-02-28");
    assertThat(IN_GERMANY.afterYears(leapDay, 2)).isEqualTo("2026-03-02");
  }

  @Test
  void givesTwoWorkingDaysToAWeekThatIsClosed() {
    EuPeriods institution = EuPeriods.in(Calendars.of("EUI"));

    // 6 to 10 April 2023 are closed; the week from 4 April has the 5th and the 11th.
    assertThat(institution.afterWeeks(LocalDate.parse("2023-04-04"), 1)).isEqualTo("2023-04-11");
    assertThat(institution.afterDays(LocalDate.parse("2023-04-05"), 2)).isEqualTo("2023-04-12");
  }

  @Test
  void alwaysHoldsTwoWorkingDaysAndEndsOnOne() {
    Random random = new Random(1182);
    for (int round = 0; round < 5_000; round++) {
      LocalDate event = LocalDate.parse("2019-01-01").plusDays(random.nextInt(3_100));
      int days = 2 + random.nextInt(20);

      LocalDate last = IN_GERMANY.afterDays(event, days);

      long working =
          event.plusDays(1).datesUntil(last.plusDays(1)).filter(GERMAN::isWorkingDay).count();
      long before = event.plusDays(1).datesUntil(last).filter(GERMAN::isWorkingDay).count();
      assertThat(working).isGreaterThanOrEqualTo(2);
      assertThat(GERMAN.isWorkingDay(last)).isTrue();
      assertThat(last).isAfterOrEqualTo(event.plusDays(days));
      if (last.isAfter(event.plusDays(days))) {
        LocalDate nominal = event.plusDays(days);
        assertThat(before < 2 || nominal.datesUntil(last).noneMatch(GERMAN::isWorkingDay))
            .as("%s + %d days does not end later than it has to", event, days)
            .isTrue();
      }
    }
  }

  @Test
  void refusesAPeriodOfNothing() {
    LocalDate event = LocalDate.parse("2026-06-05");

    assertThatThrownBy(() -> IN_GERMANY.afterDays(event, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0 days");
    assertThatThrownBy(() -> IN_GERMANY.afterWeeks(event, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IN_GERMANY.afterMonths(event, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IN_GERMANY.afterYears(event, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotSearchForeverInACalendarThatIsAlwaysClosed() {
    WorkingDays closed =
        new WorkingDays() {
          @Override
          public boolean isWorkingDay(LocalDate day) {
            return false;
          }

          @Override
          public String calendarId() {
            return "closed";
          }

          @Override
          public String dataVersion() {
            return "1";
          }
        };

    assertThatThrownBy(() -> EuPeriods.in(closed).nextWorkingDay(LocalDate.parse("2026-06-05")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Calendar closed has no working day");
  }
}
