package io.github.gdprkit.register;

import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;

/**
 * One entry of the register of subprocessors, such as {@code aws}. A company that comes back, or
 * that takes on something else, is an entry of its own, such as {@code aws-2}.
 *
 * @param value 1 to 60 letters, digits and {@code . _ -}; no personal data
 */
public record SubprocessorId(String value) {

  /** What its stream and its sheet are called. */
  static final String KIND = "subprocessor";

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public SubprocessorId {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
      throw new IllegalArgumentException(
          "The id of a subprocessor is 1 to 60 letters, digits and . _ - and starts with a letter"
              + " or digit");
    }
  }

  /** The evidence of this entry. */
  public StreamId stream() {
    return new StreamId(KIND, value);
  }

  /** The words of this entry. */
  SheetId sheet() {
    return new SheetId(KIND, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
