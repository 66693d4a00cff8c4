package io.github.gdprkit.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FixedHolidaysTest {

  private static final LocalDate NEW_YEAR = LocalDate.parse("2026-01-01");
  private static final FixedHolidays CALENDAR =
      FixedHolidays.of(
          "XX", "2026-01", Set.of(Year.of(2026)), List.of(NEW_YEAR, LocalDate.parse("2026-05-03")));

  @Test
  void closesOnWeekendsAndHolidays() {
    assertThat(CALENDAR.isWorkingDay(NEW_YEAR)).isFalse();
    assertThat(CALENDAR.isWorkingDay(LocalDate.parse("2026-01-02"))).isTrue();
    assertThat(CALENDAR.isWorkingDay(LocalDate.parse("2026-01-03"))).isFalse();
    assertThat(CALENDAR.isWorkingDay(LocalDate.parse("2026-01-04"))).isFalse();
    assertThat(CALENDAR.calendarId()).isEqualTo("XX");
    assertThat(CALENDAR.dataVersion()).isEqualTo("2026-01");
  }

  @Test
  void refusesADayOfAYearThatItKnowsNothingOf() {
    CalendarDataMissingException thrown =
        catchThrowableOfType(
            CalendarDataMissingException.class,
            () -> CALENDAR.isWorkingDay(LocalDate.parse("2027-01-04")));

    assertThat(thrown)
        .hasMessage(
            "Calendar XX has no public holidays of the year 2027; add that year to its data and"
                + " count again");
    assertThat(thrown.calendarId()).isEqualTo("XX");
    assertThat(thrown.year()).isEqualTo(Year.of(2027));
  }

  @Test
  void knowsTheWeekendsOfEveryYear() {
    assertThat(CALENDAR.isWorkingDay(LocalDate.parse("2027-01-02"))).isFalse();
  }

  @Test
  void refusesDataWithGaps() {
    List<LocalDate> holidays = List.of(NEW_YEAR);

    assertThatThrownBy(
            () -> FixedHolidays.of("XX", "1", List.of(Year.of(2026), Year.of(2027)), holidays))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no holiday in [2027]");
    assertThatThrownBy(() -> FixedHolidays.of("XX", "1", List.of(Year.of(2025)), holidays))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-01-01, but does not cover the year 2026");
    assertThatThrownBy(() -> FixedHolidays.of("XX", "1", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("covers no year");
    assertThatThrownBy(() -> FixedHolidays.of(" ", "1", List.of(Year.of(2026)), holidays))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calendar id");
    assertThatThrownBy(() -> FixedHolidays.of("XX", "", List.of(Year.of(2026)), holidays))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data version");
  }

  @Test
  void namesTheCalendarWithoutHolidays() {
    WorkingDays weekends = WorkingDays.weekendsOnly();

    assertThat(weekends.isWorkingDay(NEW_YEAR)).isTrue();
    assertThat(weekends.isWorkingDay(LocalDate.parse("2026-01-03"))).isFalse();
    assertThat(weekends.calendarId()).isEqualTo("weekends-only");
    assertThat(weekends.dataVersion()).isEqualTo("1");
  }
}
