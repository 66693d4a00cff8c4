package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/** Somebody else recorded something of the same breach first. Read it again and retry. */
public final class StaleBreachException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient BreachId breach;

  StaleBreachException(BreachId breach, Throwable cause) {
    super(
        "Somebody else recorded something of breach "
            + breach
            + " in this moment; read it again and retry",
        cause);
    this.breach = breach;
  }

  /** Which breach. */
  public BreachId breach() {
    return breach;
  }
}
