package io.github.gdprkit.calendar.jollyday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JollydayWorkingDaysTest {

  private static final int FIRST_YEAR = 2019;
  private static final int LAST_YEAR = 2027;

  /** Declared once, for one year; Jollyday does not know it. */
  private static final LocalDate IRELAND_2022 = LocalDate.parse("2022-03-18");

  static Stream<String> calendars() throws IOException {
    List<String> ids = new ArrayList<>();
    calendarsFile().fieldNames().forEachRemaining(ids::add);
    assertThat(ids).contains("DK", "DE", "DE-BY", "DE-BE", "FR", "IE", "PL", "PT", "SE", "GB-ENG");
    return ids.stream().filter(id -> !Set.of("EUI", "NONE").contains(id));
  }

  @ParameterizedTest
  @MethodSource("calendars")
  void differsFromTheCalendarsOfTheVectorsOnlyWhereWeKnow(String id) throws IOException {
    Set<LocalDate> ours = new HashSet<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      JsonNode days = calendarsFile().path(id).path(String.valueOf(year));
      assertThat(days).as("%s %d", id, year).isNotEmpty();
      days.forEach(day -> ours.add(LocalDate.parse(day.asText())));
    }
    JollydayWorkingDays jollyday = JollydayWorkingDays.of(id);
    List<LocalDate> onlyInJollyday = new ArrayList<>();
    List<LocalDate> missingInJollyday = new ArrayList<>();
    LocalDate.of(FIRST_YEAR, 1, 1)
        .datesUntil(LocalDate.of(LAST_YEAR + 1, 1, 1))
        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
        .forEach(
            day -> {
              boolean holiday = !jollyday.isWorkingDay(day);
              if (holiday && !ours.contains(day)) {
                onlyInJollyday.add(day);
              } else if (!holiday && ours.contains(day)) {
                missingInJollyday.add(day);
              }
            });

    assertThat(missingInJollyday).isEqualTo(id.equals("IE") ? List.of(IRELAND_2022) : List.of());
    assertThat(onlyInJollyday).isEqualTo(id.equals("SE") ? swedishEves() : List.of());
  }

  @Test
  void isPutRightByTheHost() {
    JollydayWorkingDays irish = JollydayWorkingDays.of("IE");
    JollydayWorkingDays swedish = JollydayWorkingDays.of("SE");
    LocalDate eve = LocalDate.parse("2026-12-24");

    assertThat(irish.isWorkingDay(IRELAND_2022)).isTrue();
    assertThat(irish.withHolidays(List.of(IRELAND_2022)).isWorkingDay(IRELAND_2022)).isFalse();
    assertThat(swedish.isWorkingDay(eve)).isFalse();
    assertThat(swedish.withoutHolidays(List.of(eve)).isWorkingDay(eve)).isTrue();
    assertThat(swedish.withoutHolidays(List.of(eve)).withHolidays(List.of(eve)).isWorkingDay(eve))
        .isFalse();
    assertThat(swedish.withHolidays(List.of(eve)).withoutHolidays(List.of(eve)).isWorkingDay(eve))
        .isTrue();
    LocalDate saturday = LocalDate.parse("2026-12-26");
    assertThat(swedish.withoutHolidays(List.of(saturday)).isWorkingDay(saturday)).isFalse();
  }

  @Test
  void tellsAnotherDataVersionForOtherData() {
    JollydayWorkingDays plain = JollydayWorkingDays.of("IE");
    JollydayWorkingDays more = plain.withHolidays(List.of(IRELAND_2022));

    assertThat(plain.dataVersion()).matches("jollyday-\\d+\\.\\d+\\.\\d+");
    assertThat(more.dataVersion()).startsWith(plain.dataVersion() + "+");
    assertThat(more.dataVersion())
        .isEqualTo(JollydayWorkingDays.of("ie").withHolidays(Set.of(IRELAND_2022)).dataVersion())
        .isNotEqualTo(plain.withoutHolidays(List.of(IRELAND_2022)).dataVersion())
        .isNotEqualTo(plain.withHolidays(List.of(IRELAND_2022.plusDays(1))).dataVersion());
  }

  @Test
  void leavesATraceInEveryDeadline() {
    ResponseClock clock =
        ResponseClock.eu(ZoneId.of("Europe/Berlin"), JollydayWorkingDays.of("de-by"));

    assertThat(clock.answer(LocalDate.parse("2026-05-04"), List.of()).lastDay())
        .as("Corpus Christi is a holiday in Bavaria")
        .isEqualTo("2026-06-05");
    assertThat(clock.source().ruleSet()).isEqualTo(RuleSet.EU);
    assertThat(clock.source().calendarId()).isEqualTo("DE-BY");
    assertThat(clock.source().dataVersion()).startsWith("jollyday-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUI", "XX", "", "-", "D", "DEU"})
  void refusesACountryThatJollydayDoesNotKnow(String id) {
    assertThatThrownBy(() -> JollydayWorkingDays.of(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no calendar " + id.toUpperCase(Locale.ROOT))
        .hasMessageContaining("FixedHolidays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE-XX", "DE-", "DE-BY-XX", "GB-ENGLAND"})
  void refusesASubdivisionThatJollydayWouldTakeForTheWholeCountry(String id) {
    assertThatThrownBy(() -> JollydayWorkingDays.of(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no calendar " + id)
        .hasMessageContaining("it knows the subdivisions");
  }

  /**
   * Midsummer Eve, Christmas Eve and New Year's Eve, where they are weekdays: the sources disagree.
   */
  private static List<LocalDate> swedishEves() {
    return IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
        .boxed()
        .flatMap(
            year ->
                Stream.of(
                    fridayFrom(LocalDate.of(year, 6, 19)),
                    LocalDate.of(year, 12, 24),
                    LocalDate.of(year, 12, 31)))
        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
        .toList();
  }

  private static LocalDate fridayFrom(LocalDate day) {
    return day.plusDays((DayOfWeek.FRIDAY.getValue() - day.getDayOfWeek().getValue() + 7) % 7);
  }

  private static JsonNode calendarsFile() throws IOException {
    try (InputStream file =
        JollydayWorkingDaysTest.class.getResourceAsStream("/deadline/calendars.json")) {
      return new ObjectMapper()
          .readTree(Objects.requireNonNull(file, "calendars.json"))
          .path("calendars");
    }
  }
}
