package io.github.gdprkit.request;

import io.github.gdprkit.GdprException;

/** There is no request of this id. */
public final class RequestNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient RequestId request;

  /** For whoever looked for it. */
  public RequestNotFoundException(RequestId request) {
    super("There is no request " + request + "; list the requests to find the right id", null);
    this.request = request;
  }

  /** Which request. */
  public RequestId request() {
    return request;
  }
}
