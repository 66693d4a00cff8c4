package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/** Nobody can have consented to words that are not registered. Register them first. */
public final class ConsentTextNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient ConsentTextId text;

  ConsentTextNotFoundException(ConsentTextId text) {
    super("There is no consent text " + text + "; register it before anybody is asked", null);
    this.text = text;
  }

  /** Which text. */
  public ConsentTextId text() {
    return text;
  }
}
