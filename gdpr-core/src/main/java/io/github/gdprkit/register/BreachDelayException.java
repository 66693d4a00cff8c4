package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;
import java.time.Instant;

/**
 * A notification comes after the time limit and does not say why (Art. 33(1), second sentence). Add
 * the reasons and record it again.
 */
public final class BreachDelayException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient BreachId breach;

  BreachDelayException(BreachId breach, Instant end) {
    super(
        "The notification of breach %s comes after %s and so with the reasons for the delay"
                .formatted(breach, end)
            + " (Art. 33(1)); add them",
        null);
    this.breach = breach;
  }

  /** Which breach. */
  public BreachId breach() {
    return breach;
  }
}
