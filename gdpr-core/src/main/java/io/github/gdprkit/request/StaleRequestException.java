package io.github.gdprkit.request;

import io.github.gdprkit.GdprException;

/** Somebody else changed the request first. Read it again, decide again, and retry. */
public final class StaleRequestException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient RequestId request;

  /** For stores. */
  public StaleRequestException(RequestId request) {
    super("Request " + request + " was changed meanwhile; read it again and retry", null);
    this.request = request;
  }

  /** Which request. */
  public RequestId request() {
    return request;
  }
}
