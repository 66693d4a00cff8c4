package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;

/**
 * Somebody else began to work on the same end of a service later, and goes on with it; this work
 * stops. Nothing is lost: look at where it stands, and call again only if the other has died.
 */
public final class EndOfServiceTakenOverException extends GdprException {
  private static final long serialVersionUID = 1L;

  EndOfServiceTakenOverException(EndOfServiceId id) {
    super(
        "The work on the end of a service "
            + id
            + " was taken over by another process or thread; let it finish, or call again when it"
            + " has died",
        null);
  }
}
