package io.github.gdprkit.fulfilment;

import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.DataSubject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A request as it comes in. Who says to be whom is not verified yet.
 *
 * @param id its name; handing in the same one again, as a client does that got no answer, gives the
 *     request that is there already
 * @param claim what is asked for
 * @param channel how it came
 * @param receivedAt UTC instant of the true receipt: when it reached the controller, not when
 *     somebody wrote it down here
 * @param papers who asks, and what they wrote
 */
public record Intake(
    RequestId id, Claim claim, IntakeChannel channel, Instant receivedAt, RequestFile papers) {

  /** Refuses {@code null}. */
  public Intake {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(papers, "papers");
  }

  /**
   * A request of this person.
   *
   * @param label whose it is, in words for people
   */
  public static Intake of(
      Claim claim, DataSubject subject, String label, IntakeChannel channel, Instant receivedAt) {
    return new Intake(
        RequestId.random(), claim, channel, receivedAt, RequestFile.of(subject, label));
  }

  /** The same under this name. */
  public Intake as(RequestId newId) {
    return new Intake(newId, claim, channel, receivedAt, papers);
  }

  /** The same with what the person wrote. */
  public Intake withMessage(String message) {
    return new Intake(id, claim, channel, receivedAt, papers.withMessage(message));
  }

  /** The same with what shall be put right. */
  public Intake withCorrections(List<Correction> corrections) {
    return new Intake(id, claim, channel, receivedAt, papers.withCorrections(corrections));
  }

  /** Leaves the person out. */
  @Override
  public String toString() {
    return "Intake[" + id + ", " + claim + "]";
  }
}
