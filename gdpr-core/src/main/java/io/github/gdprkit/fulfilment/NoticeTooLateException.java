package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.request.RequestId;
import java.time.LocalDate;

/** The first month is over, so the time limit cannot be extended any more (Art. 12(3)). Answer. */
public final class NoticeTooLateException extends GdprException {
  private static final long serialVersionUID = 1L;

  NoticeTooLateException(RequestId request, LocalDate lastDay) {
    super(
        "The notice of an extension of request "
            + request
            + " was due by "
            + lastDay
            + " (Art. 12(3)); answer without undue delay instead",
        null);
  }
}
