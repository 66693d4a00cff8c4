package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/** What was tried cannot happen to a breach where it stands. The message says what can. */
public final class IllegalBreachMoveException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient BreachId breach;
  private final BreachStatus from;

  IllegalBreachMoveException(Breach breach, BreachStatus to) {
    super(
        "Breach %s cannot go from %s to %s; from %s it can go to %s"
            .formatted(breach.id(), breach.status(), to, breach.status(), breach.status().next()),
        null);
    this.breach = breach.id();
    this.from = breach.status();
  }

  IllegalBreachMoveException(Breach breach, String what, String otherwise) {
    super(
        "Breach %s takes no %s now: %s. It is %s and can go to %s"
            .formatted(breach.id(), what, otherwise, breach.status(), breach.status().next()),
        null);
    this.breach = breach.id();
    this.from = breach.status();
  }

  /** Which breach. */
  public BreachId breach() {
    return breach;
  }

  /** Where it stands. */
  public BreachStatus from() {
    return from;
  }
}
