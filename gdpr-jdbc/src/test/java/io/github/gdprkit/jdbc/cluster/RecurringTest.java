package io.github.gdprkit.jdbc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurringTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** The days around those on which the clock is put forward and back are among them. */
  @ParameterizedTest(name = "at {0} after {1} is {2}")
  @CsvSource({
    "06:00, 2026-01-10T04:59:59Z, 2026-01-10T05:00:00Z",
    "06:00, 2026-01-10T05:00:00Z, 2026-01-11T05:00:00Z",
    "06:00, 2026-03-28T06:00:00Z, 2026-03-29T04:00:00Z",
    "06:00, 2026-10-24T05:00:00Z, 2026-10-25T05:00:00Z",
    "02:30, 2026-03-28T22:00:00Z, 2026-03-29T01:30:00Z",
    "02:30, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    "02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z"
  })
  void isDailyAtThatTimeOfTheZone(LocalTime at, Instant now, Instant expected) {
    Recurring.When daily = Recurring.daily(at, BERLIN);

    assertThat(daily.next(now)).isEqualTo(expected);
    assertThat(daily.first(now)).isEqualTo(expected);
  }

  @Test
  void beginsAtOnceAndThenPauses() {
    Recurring.When hourly = Recurring.every(Duration.ofHours(1));
    Instant now = Instant.parse("2026-01-10T04:59:59Z");

    assertThat(hourly.first(now)).isEqualTo(now);
    assertThat(hourly.next(now)).isEqualTo(now.plusSeconds(3600));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Anna", "a:b", "-", "a b"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> new Recurring(name, Recurring.every(Duration.ofHours(1)), () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("small letters");
  }

  @Test
  void refusesToRecurWithoutAPause() {
    assertThatThrownBy(() -> Recurring.every(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
