package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.request.RequestId;

/** There is no restriction of the request that could be lifted. */
public final class NotRestrictedException extends GdprException {
  private static final long serialVersionUID = 1L;

  NotRestrictedException(RequestId request) {
    super(
        "Request "
            + request
            + " has no restriction in force that could be lifted: it asks for something else, or is"
            + " not fulfilled yet, or was lifted before",
        null);
  }
}
