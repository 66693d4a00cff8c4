package io.github.gdprkit.jdbc;

import java.time.LocalDate;
import java.util.Locale;

/** How values look in columns: dates as ISO 8601 text, constants as words joined by hyphens. */
final class Columns {

  private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private Columns() {}

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** A date that sorts as text. */
  static String date(LocalDate date) {
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      throw new IllegalArgumentException("A date of a request is in the years 0 to 9999");
    }
    return date.toString();
  }

  /** A date to compare with; whatever is beyond all dates stays beyond. */
  static String bound(LocalDate date) {
    return date.isBefore(FIRST) ? "" : date(date.isAfter(LAST) ? LAST : date);
  }
}
