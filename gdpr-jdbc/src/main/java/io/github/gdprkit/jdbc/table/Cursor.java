package io.github.gdprkit.jdbc.table;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far work has come: in which of the ways that rows can be somebody's, and behind which key.
 * The texts of a key are encoded, so that any character can be in them.
 *
 * @param branch the number of the way
 * @param key the texts of the last row's key; {@code null} at the start of the branch
 */
record Cursor(int branch, @Nullable List<String> key) {

  static final Cursor START = new Cursor(0, null);

  private static final String NO_ROWS = "-";

  static Cursor of(@Nullable String text) {
    if (text == null) {
      return START;
    }
    String[] parts = text.split(",", -1);
    if (parts[0].startsWith("^")) {
      return new Cursor(Integer.parseInt(parts[0].substring(1)), null);
    }
    return new Cursor(Integer.parseInt(parts[0]), decoded(parts, 1));
  }

  @Override
  public String toString() {
    return key == null ? "^" + branch : branch + encoded(key);
  }

  /** The last keys of all branches as one text; {@code null} where a branch has no rows. */
  static String ofLast(List<@Nullable List<String>> last) {
    return last.stream()
        .map(key -> key == null ? NO_ROWS : encoded(key))
        .collect(Collectors.joining("|"));
  }

  static List<@Nullable List<String>> last(String text) {
    List<@Nullable List<String>> last = new ArrayList<>();
    for (String branch : text.split("\\|", -1)) {
      last.add(branch.equals(NO_ROWS) ? null : decoded(branch.split(",", -1), 1));
    }
    return last;
  }

  private static String encoded(List<String> key) {
    StringBuilder text = new StringBuilder();
    for (String part : key) {
      text.append(',').append(URLEncoder.encode(part, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private static List<String> decoded(String[] parts, int from) {
    List<String> key = new ArrayList<>();
    for (int i = from; i < parts.length; i++) {
      key.add(URLDecoder.decode(parts[i], StandardCharsets.UTF_8));
    }
    return key;
  }
}
