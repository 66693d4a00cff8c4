package io.github.gdprkit.evidence;

import java.util.regex.Pattern;

/**
 * Which sheet: a kind and an id within it, such as {@code subprocessor/aws}. Holds no personal
 * data; a person appears as a subject key.
 *
 * @param kind lower case words joined by hyphens
 * @param id 1 to 100 letters, digits and {@code . _ -}
 */
public record SheetId(String kind, String id) {

  private static final Pattern KIND = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public SheetId {
    if (!KIND.matcher(kind).matches() || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "A sheet is a kind of lower case words and an id of 1 to 100 letters, digits and . _ -");
    }
  }

  @Override
  public String toString() {
    return kind + '/' + id;
  }
}
