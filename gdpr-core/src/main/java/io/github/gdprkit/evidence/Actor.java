package io.github.gdprkit.evidence;

import java.util.regex.Pattern;

/**
 * Who did something, as evidence shall say it: a role or an opaque staff number, no name and no
 * address. The data subject's own acts are {@link #DATA_SUBJECT}, the library's {@link #SYSTEM}.
 *
 * @param value 1 to 60 lower case letters, digits and {@code . _ -}, such as {@code dpo} or {@code
 *     staff-17}
 */
public record Actor(String value) {

  // Before the constants, which are checked against it.
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");

  /** The person whose data it is. */
  public static final Actor DATA_SUBJECT = new Actor("data-subject");

  /** The library itself. */
  public static final Actor SYSTEM = new Actor("system");

  /** Refuses any other value with {@link IllegalArgumentException}. */
  public Actor {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "An actor is a role or a staff number of 1 to 60 lower case letters, digits and . _ -,"
              + " such as dpo; names and addresses do not belong into evidence");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
