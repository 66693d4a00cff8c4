package io.github.gdprkit.evidence;

import java.util.regex.Pattern;

/**
 * What a run of entries is about, such as one request: {@code request/4f1c...}. The entries of a
 * stream are numbered from 1 without gaps; the number is the version of whatever they describe.
 *
 * @param kind lower case words joined by hyphens
 * @param id 1 to 100 letters, digits and {@code . _ -}; no personal data
 */
public record StreamId(String kind, String id) {

  private static final Pattern KIND = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public StreamId {
    if (!KIND.matcher(kind).matches() || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "A stream is a kind of lower case words and an id of 1 to 100 letters, digits and . _ -");
    }
  }

  /** Reads {@code kind/id}. */
  public static StreamId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("A stream is written kind/id");
    }
    return new StreamId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return kind + '/' + id;
  }
}
