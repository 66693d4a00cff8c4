package io.github.gdprkit.register;

import io.github.gdprkit.evidence.StreamId;
import java.util.UUID;

/**
 * The name of a breach in the register, in messages, evidence and papers. Holds no personal data;
 * {@code 2026-003} is as good as a random one.
 *
 * @param value 1 to 60 letters, digits, {@code _} and {@code -}
 */
public record BreachId(String value) {

  static final String KIND = "breach";

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public BreachId {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")) {
      throw new IllegalArgumentException(
          "A breach id is 1 to 60 letters, digits, _ and - and starts with a letter or digit");
    }
  }

  /** A new one. */
  public static BreachId random() {
    return new BreachId(UUID.randomUUID().toString());
  }

  /** The evidence of this breach. */
  public StreamId stream() {
    return new StreamId(KIND, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
