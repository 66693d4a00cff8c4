package io.github.gdprkit.jackson;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes UTC instants as {@code 2026-03-01T09:30:00.000Z} into bytes, without an object for each:
 * the messages of a history mostly follow each other on the same day, so the date is kept. Not for
 * more than one thread.
 */
final class IsoTime {

  private static final int LENGTH = "2026-03-01T09:30:00.000Z".length();
  private static final int TIME_AT = "2026-03-01T".length();
  private static final long MILLIS_A_DAY = 86_400_000L;
  private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private final byte[] plain = "2026-03-01T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
  private byte[] bytes = plain;
  private int length = LENGTH;
  private long day = Long.MIN_VALUE;

  /** Formats; the result is in {@link #bytes()}, {@link #length()} of them. */
  void format(long epochMillis) {
    long newDay = Math.floorDiv(epochMillis, MILLIS_A_DAY);
    if (newDay < FIRST_DAY || newDay > LAST_DAY) {
      bytes = Instant.ofEpochMilli(epochMillis).toString().getBytes(StandardCharsets.US_ASCII);
      length = bytes.length;
      return;
    }
    bytes = plain;
    length = LENGTH;
    if (newDay != day) {
      LocalDate date = LocalDate.ofEpochDay(newDay);
      digits(0, 4, date.getYear());
      digits(5, 2, date.getMonthValue());
      digits(8, 2, date.getDayOfMonth());
      day = newDay;
    }
    int rest = (int) Math.floorMod(epochMillis, MILLIS_A_DAY);
    digits(TIME_AT + 9, 3, rest % 1000);
    rest /= 1000;
    digits(TIME_AT + 6, 2, rest % 60);
    rest /= 60;
    digits(TIME_AT + 3, 2, rest % 60);
    digits(TIME_AT, 2, rest / 60);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void digits(int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      plain[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
