package io.github.gdprkit.request;

import io.github.gdprkit.GdprException;

/** What was tried cannot happen to a request where it stands. The message says what can. */
public final class IllegalTransitionException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient RequestId request;
  private final RequestStatus from;

  IllegalTransitionException(RequestId request, RequestStatus from, RequestStatus to) {
    super(
        "Request %s cannot go from %s to %s; from %s it can go to %s"
            .formatted(request, from, to, from, from.next()),
        null);
    this.request = request;
    this.from = from;
  }

  IllegalTransitionException(
      RequestId request, RequestStatus from, String event, String otherwise) {
    super(
        "Request %s takes no %s now: %s. It is %s and can go to %s"
            .formatted(request, event, otherwise, from, from.next()),
        null);
    this.request = request;
    this.from = from;
  }

  /** Which request. */
  public RequestId request() {
    return request;
  }

  /** Where it stands. */
  public RequestStatus from() {
    return from;
  }
}
