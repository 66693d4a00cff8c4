package io.github.gdprkit.hook;

import org.jspecify.annotations.Nullable;

/**
 * What a hook holds on a data subject, in numbers and without content: for plans, progress and dry
 * runs.
 *
 * @param records how many
 * @param bytes their size in bytes, attachments included; 0 when that is not cheap to know
 * @param upTo where the work shall end, in the form of the hook's own cursor, so that a busy room
 *     comes to an end; {@code null} when the hook needs no such bound
 */
public record Findings(long records, long bytes, @Nullable String upTo) {

  /** Refuses negative numbers with {@link IllegalArgumentException}. */
  public Findings {
    if (records < 0 || bytes < 0) {
      throw new IllegalArgumentException("Findings cannot be negative");
    }
  }

  /** Leaves the cursor out: it is a key of the host's, and keys can be personal data. */
  @Override
  public String toString() {
    return "Findings[" + records + " records, " + bytes + " bytes]";
  }

  /** Nothing is held. */
  public static Findings nothing() {
    return new Findings(0, 0, null);
  }

  /** This many records, their size not known, without a bound. */
  public static Findings of(long records) {
    return new Findings(records, 0, null);
  }

  /** The same, with the size in bytes. */
  public Findings withBytes(long newBytes) {
    return new Findings(records, newBytes, upTo);
  }

  /** The same, ending at this cursor, inclusively. */
  public Findings upTo(@Nullable String cursor) {
    return new Findings(records, bytes, cursor);
  }
}
