package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.request.RequestId;

/**
 * The papers of a request name somebody else than the person who was identified. Nothing is done on
 * it: the evidence says whose request it is, and papers do not change that. Find out who wrote to
 * the store beside the library; withdraw the request and take it in anew.
 */
public final class PapersOfAnotherException extends GdprException {
  private static final long serialVersionUID = 1L;

  PapersOfAnotherException(RequestId request) {
    super(
        "The papers of request "
            + request
            + " name somebody else than the person who was identified, and nothing is done on it;"
            + " find out who changed them, and take the request in anew",
        null);
  }
}
