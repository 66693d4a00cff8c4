package io.github.gdprkit.request;

import io.github.gdprkit.hook.HookId;
import java.util.Objects;

/**
 * A value that a data subject wants to have put right (Art. 16). Personal data.
 *
 * @param hook which kind of data
 * @param field the declared field
 * @param value what it shall be
 */
public record Correction(HookId hook, String field, String value) {

  /** Refuses a blank field with {@link IllegalArgumentException}. */
  public Correction {
    Objects.requireNonNull(hook, "hook");
    Objects.requireNonNull(value, "value");
    if (field.isBlank()) {
      throw new IllegalArgumentException("A correction names the declared field that is wrong");
    }
  }

  /** Leaves the value out. */
  @Override
  public String toString() {
    return "Correction[" + hook + "." + field + "]";
  }
}
