package io.github.gdprkit.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SettableClockTest {

  private final SettableClock clock = new SettableClock();

  @Test
  void movesOnlyWhenItIsTold() {
    assertThat(clock.instant()).isEqualTo(SettableClock.START).isEqualTo(clock.instant());

    clock.advance(Duration.ofDays(2));
    assertThat(clock.instant()).isEqualTo("2026-02-02T09:00:00Z");
    clock.advance(Duration.ofHours(-1));
    assertThat(clock.instant()).isEqualTo("2026-02-02T08:00:00Z");
    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }

  @Test
  void staysInUtc() {
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThatThrownBy(() -> clock.withZone(ZoneId.of("Asia/Kathmandu")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Asia/Kathmandu");
  }
}
