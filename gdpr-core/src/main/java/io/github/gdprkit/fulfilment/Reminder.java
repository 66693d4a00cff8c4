package io.github.gdprkit.fulfilment;

import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import java.time.LocalDate;
import java.util.Objects;

/**
 * That a request has to be answered soon, or should have been (Art. 12(3)). Free of personal data.
 *
 * @param request which one
 * @param claim what is asked for
 * @param status where it stands
 * @param lastDay civil date by which it has to be answered
 * @param daysLeft how many days are left, 0 on the last day, negative after it
 */
public record Reminder(
    RequestId request, Claim claim, RequestStatus status, LocalDate lastDay, long daysLeft) {

  /** Refuses {@code null}. */
  public Reminder {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(lastDay, "lastDay");
  }

  /** Whether the last day is over. */
  public boolean isOverdue() {
    return daysLeft < 0;
  }
}
