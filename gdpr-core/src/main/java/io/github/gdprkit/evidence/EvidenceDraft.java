package io.github.gdprkit.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An entry before the chain took it: what happened to what, and when. Free text does not fit: names
 * and values are codes, numbers, dates and hashes, so that evidence can outlive the erasure of the
 * person that it is about.
 *
 * @param stream what it is about
 * @param expectedVersion how many entries the stream has before this one; the fence between two
 *     writers
 * @param type what happened: lower case words joined by hyphens
 * @param at UTC instant, cut to microseconds
 * @param details values of 0 to 200 letters, digits and {@code . _ : / + = , -} by names of lower
 *     case words joined by hyphens; sorted
 */
public record EvidenceDraft(
    StreamId stream, long expectedVersion, String type, Instant at, Map<String, String> details) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/+=,-]{0,200}");

  /** Refuses what does not fit with {@link IllegalArgumentException}, without repeating it. */
  public EvidenceDraft {
    Objects.requireNonNull(stream, "stream");
    if (expectedVersion < 0) {
      throw new IllegalArgumentException("A stream cannot have fewer than no entries");
    }
    if (!NAME.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "The type of an entry is lower case words joined by hyphens");
    }
    at = at.truncatedTo(ChronoUnit.MICROS);
    for (Map.Entry<String, String> detail : details.entrySet()) {
      if (!NAME.matcher(detail.getKey()).matches()) {
        throw new IllegalArgumentException(
            "The name of a detail of " + type + " is lower case words joined by hyphens");
      }
      if (!VALUE.matcher(detail.getValue()).matches()) {
        throw new IllegalArgumentException(
            "The detail "
                + detail.getKey()
                + " of "
                + type
                + " is no code, number, date or hash; free text does not belong into evidence");
      }
    }
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }
}
