package io.github.gdprkit.erasure;

import io.github.gdprkit.evidence.StreamId;
import java.util.UUID;

/**
 * The name of a legal hold, in messages, logs and evidence. Random; it says nothing about the
 * person or the case.
 *
 * @param value 1 to 60 letters, digits and {@code . _ -}
 */
public record HoldId(String value) {

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public HoldId {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
      throw new IllegalArgumentException(
          "A hold id is 1 to 60 letters, digits and . _ - and starts with a letter or digit");
    }
  }

  /** A new one. */
  public static HoldId random() {
    return new HoldId(UUID.randomUUID().toString());
  }

  /** The evidence of this hold. */
  public StreamId stream() {
    return new StreamId("hold", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
