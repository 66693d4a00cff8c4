package io.github.gdprkit.register;

import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import java.util.UUID;

/**
 * The name of one consent in evidence. Random; it says nothing about the person, and once what ties
 * it to one is erased, nobody can tell whose it was.
 *
 * @param value 1 to 60 letters, digits, {@code _} and {@code -}
 */
public record ConsentId(String value) {

  static final String KIND = "consent";

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public ConsentId {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")) {
      throw new IllegalArgumentException(
          "A consent id is 1 to 60 letters, digits, _ and - and starts with a letter or digit");
    }
  }

  /** A new one. */
  public static ConsentId random() {
    return new ConsentId(UUID.randomUUID().toString());
  }

  /** The evidence of this consent. */
  public StreamId stream() {
    return new StreamId(KIND, value);
  }

  SheetId sheet() {
    return new SheetId(KIND, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
