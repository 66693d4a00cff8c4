package io.github.gdprkit.request;

import io.github.gdprkit.GdprException;

/** The person has an open request of the same kind already; link this one to it. */
public final class DuplicateRequestException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient RequestId request;
  private final transient RequestId original;

  /** For stores. */
  public DuplicateRequestException(RequestId request, RequestId original) {
    super(
        "Request " + request + " asks for the same as the open request " + original + "; link it",
        null);
    this.request = request;
    this.original = original;
  }

  /** The one that came later. */
  public RequestId request() {
    return request;
  }

  /** The one that is open already. */
  public RequestId original() {
    return original;
  }
}
