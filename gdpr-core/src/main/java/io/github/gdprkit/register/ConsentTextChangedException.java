package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/**
 * These words are registered already, and otherwise: people have consented to the others. Register
 * the new ones as a new version.
 */
public final class ConsentTextChangedException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient ConsentTextId text;

  ConsentTextChangedException(ConsentTextId text) {
    super(
        "The consent text "
            + text
            + " is registered with other words, and a version never changes; register these as a"
            + " new version",
        null);
    this.text = text;
  }

  /** Which text. */
  public ConsentTextId text() {
    return text;
  }
}
