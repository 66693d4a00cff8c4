package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.request.RequestId;

/** The working papers of the request are erased, so nothing can be done on it any more. */
public final class PapersErasedException extends GdprException {
  private static final long serialVersionUID = 1L;

  PapersErasedException(RequestId request) {
    super(
        "The working papers of request "
            + request
            + " are erased, and nobody knows whose it was; the person has to make a new one",
        null);
  }
}
