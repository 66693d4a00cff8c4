package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.request.DataSubjectRequest;

/** Nothing was granted on the request, so there is nothing to do. Decide on it first. */
public final class NotGrantedException extends GdprException {
  private static final long serialVersionUID = 1L;

  NotGrantedException(DataSubjectRequest request) {
    super(
        "Request "
            + request.id()
            + " is "
            + request.status()
            + request.original().map(original -> " and answered with " + original).orElse("")
            + (request.verification().isPresent()
                ? "; nothing is done before it is decided to grant it"
                : "; nothing is done before the identity is confirmed and it is decided to grant"
                    + " it"),
        null);
  }
}
