package io.github.gdprkit.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values look in columns: dates as ISO 8601 text, constants as words joined by hyphens. */
final class Columns {

  /** A control character that no key begins with. */
  private static final char ESCAPED = 1;

  /** A backslash and four digits. */
  private static final int ESCAPE = 5;

  private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private Columns() {}

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * Any text, as a column of text can hold it: with NUL or half a character in it, which some
   * databases refuse and others replace, it is written with escapes behind a mark.
   */
  static @Nullable String text(@Nullable String text) {
    if (text == null || isPlain(text)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + ESCAPE).append(ESCAPED);
    for (char c : text.toCharArray()) {
      if (c == 0 || c == '\\' || Character.isSurrogate(c)) {
        escaped.append('\\').append("%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isPlain(String text) {
    return text.indexOf(0) < 0
        && (text.isEmpty() || text.charAt(0) != ESCAPED)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when somebody else wrote it
   */
  static @Nullable String read(@Nullable String column) {
    if (column == null || column.isEmpty() || column.charAt(0) != ESCAPED) {
      return column;
    }
    StringBuilder text = new StringBuilder(column.length());
    for (int i = 1; i < column.length(); i++) {
      char c = column.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (i + ESCAPE <= column.length()) {
        text.append((char) Integer.parseInt(column, i + 1, i + ESCAPE, 16));
        i += ESCAPE - 1;
      } else {
        throw new IllegalArgumentException("An escape that does not end");
      }
    }
    return text.toString();
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
