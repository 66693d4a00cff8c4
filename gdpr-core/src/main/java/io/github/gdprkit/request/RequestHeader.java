package io.github.gdprkit.request;

import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.SubjectKey;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps beside the events of a request, to find it by. Follows from the events; free
 * of personal data.
 *
 * @param id which request
 * @param controller who answers it
 * @param claim what is asked for
 * @param status where it stands
 * @param version how many events it has
 * @param receivedOn civil date of receipt, where the controller acts
 * @param lastDay civil date by which it has to be answered, {@code null} while the clock stands or
 *     once the request is closed
 * @param subject whose it is; {@code null} until the identity is verified, so that nobody's
 *     unverified request is ever compared with another
 * @param duplicateOf the request that this one is answered with, or {@code null}
 */
public record RequestHeader(
    RequestId id,
    PartyId controller,
    Claim claim,
    RequestStatus status,
    long version,
    LocalDate receivedOn,
    @Nullable LocalDate lastDay,
    @Nullable SubjectKey subject,
    @Nullable RequestId duplicateOf) {

  /** Refuses a header without a version. */
  public RequestHeader {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(receivedOn, "receivedOn");
    if (version < 1) {
      throw new IllegalArgumentException("A request has at least the event of its receipt");
    }
  }

  /**
   * Whether this is <em>the</em> open request of its person and claim: verified, not closed and not
   * answered with another. A store lets only one such request exist per controller, subject and
   * claim.
   */
  public boolean isActive() {
    return subject != null && duplicateOf == null && !status.isFinal();
  }
}
