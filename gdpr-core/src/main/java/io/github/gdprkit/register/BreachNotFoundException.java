package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/** The register has no breach of this id. */
public final class BreachNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient BreachId breach;

  BreachNotFoundException(BreachId breach) {
    super("The register has no breach " + breach + "; list it to find the right id", null);
    this.breach = breach;
  }

  /** Which breach. */
  public BreachId breach() {
    return breach;
  }
}
