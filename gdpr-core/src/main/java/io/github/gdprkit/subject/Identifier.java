package io.github.gdprkit.subject;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One name that a host knows a data subject by (Art. 4(1)). Personal data in itself, so {@link
 * #toString()} hides the value; call {@link #value()} where the raw one is needed.
 *
 * @param type what kind of name
 * @param value not blank
 */
public record Identifier(IdentifierType type, String value) {

  /** Refuses a blank value with {@link IllegalArgumentException}. */
  public Identifier {
    Objects.requireNonNull(type, "type");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "An identifier of type " + type.name() + " must not be blank");
    }
  }

  // Records link their own at run time, which a process that only exports would wait for.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Identifier that && type.equals(that.type) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + value.hashCode();
  }

  @Override
  public String toString() {
    return "Identifier[" + type.name() + "=redacted]";
  }
}
