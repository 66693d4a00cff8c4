package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.request.RequestId;

/** The person has to be told before a restriction is lifted (Art. 18(3)). Tell them, and say so. */
public final class LiftingNotAnnouncedException extends GdprException {
  private static final long serialVersionUID = 1L;

  LiftingNotAnnouncedException(RequestId request) {
    super(
        "The restriction of request "
            + request
            + " cannot be lifted before the person was told (Art. 18(3)); tell them, record it with"
            + " announceLifting, and lift it then",
        null);
  }
}
