package io.github.gdprkit.request;

import io.github.gdprkit.GdprException;

/** Another process took over the work on the request. Stop; it goes on there. */
public final class LostClaimException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient RequestId request;

  /** For stores. */
  public LostClaimException(RequestId request) {
    super(
        "The work on request " + request + " was taken over by another process; it goes on there",
        null);
    this.request = request;
  }

  /** Which request. */
  public RequestId request() {
    return request;
  }
}
