package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;

/** The service is being ended already, under another reference. Go on with that, or cancel it. */
public final class EndOfServiceOpenException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient EndOfServiceId open;

  EndOfServiceOpenException(EndOfServiceId id, EndOfServiceId open) {
    super(
        "The end of a service "
            + id
            + " cannot begin: "
            + open
            + " has begun and is not over; go on with that one, or cancel it",
        null);
    this.open = open;
  }

  /** The one that is not over. */
  public EndOfServiceId open() {
    return open;
  }
}
