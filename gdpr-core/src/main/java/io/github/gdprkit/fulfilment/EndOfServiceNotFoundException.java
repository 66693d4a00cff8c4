package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;

/** The controller has no end of a service of this reference. Begin it, or look at the list. */
public final class EndOfServiceNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  EndOfServiceNotFoundException(EndOfServiceId id) {
    super("There is no end of a service " + id + "; begin it, or look at list()", null);
  }
}
