package io.github.gdprkit.register;

import io.github.gdprkit.deadline.BreachDeadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A clock that runs: the supervisory authority is to be told of this breach (Art. 33(1)).
 *
 * @param breach which one
 * @param deadline the two ends, and what they were counted with
 * @param at the instant that the rest is seen from
 */
public record BreachDue(BreachId breach, BreachDeadline deadline, Instant at) {

  /** Refuses {@code null}. */
  public BreachDue {
    Objects.requireNonNull(breach, "breach");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(at, "at");
  }

  /** How long it is to the plain end; negative when that has passed. */
  public Duration left() {
    return Duration.between(at, deadline.plainEnd());
  }

  /** Whether the plain end has passed. */
  public boolean isOverdue() {
    return deadline.isPastPlainEnd(at);
  }

  /** Whether the strict end has passed too, so that reasons for the delay are needed. */
  public boolean needsReasonsForDelay() {
    return deadline.needsReasonsForDelay(at);
  }
}
