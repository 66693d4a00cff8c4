package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;

/** The end of a service cannot go there from where it stands. The message names the ways out. */
public final class IllegalEndOfServiceMoveException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient EndOfServiceId id;
  private final EndOfServiceStatus from;
  private final EndOfServiceStatus to;

  IllegalEndOfServiceMoveException(EndingService service, EndOfServiceStatus to, String why) {
    super(
        "The end of a service "
            + service.id()
            + " cannot go from "
            + service.status()
            + " to "
            + to
            + (why.isEmpty() ? "" : ": " + why)
            + "; the choice is "
            + service.choice()
            + ", and from "
            + service.status()
            + " it can go to "
            + service.status().next(service.choice()),
        null);
    this.id = service.id();
    this.from = service.status();
    this.to = to;
  }

  /** Which one. */
  public EndOfServiceId id() {
    return id;
  }

  /** Where it stands. */
  public EndOfServiceStatus from() {
    return from;
  }

  /** Where it was to go. */
  public EndOfServiceStatus to() {
    return to;
  }
}
