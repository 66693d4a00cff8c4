package io.github.gdprkit.register;

import io.github.gdprkit.party.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One subprocessor in the register of its processor, with all that the processor knows; what
 * everybody may see is {@link SubprocessorList}.
 *
 * @param id which one
 * @param status where it stands
 * @param details who it is and what it is to do
 * @param proposedOn civil day of the proposal
 * @param diligences every time that it was looked at, oldest first
 * @param noticedOn civil day of the first notice; {@code null} before it
 * @param replies the controllers that were told, and what came back
 * @param earlierReplies the same of notices before the subprocessor was rejected
 * @param engagedFrom the first civil day on which it processes; {@code null} until it is engaged
 * @param endsOn the first civil day on which it does not process any more; {@code null} while that
 *     is open
 * @param reason why it ends or was given up; empty when it was replaced, or goes on
 * @param replacedBy who takes its place, {@code null} when nobody does
 * @param below the subprocessors that were engaged by this one
 */
public record SubprocessorEntry(
    SubprocessorId id,
    SubprocessorStatus status,
    SubprocessorDetails details,
    LocalDate proposedOn,
    List<SubprocessorDiligence> diligences,
    @Nullable LocalDate noticedOn,
    List<SubprocessorReply> replies,
    List<SubprocessorReply> earlierReplies,
    @Nullable LocalDate engagedFrom,
    @Nullable LocalDate endsOn,
    String reason,
    @Nullable SubprocessorId replacedBy,
    List<SubprocessorId> below) {

  /** Refuses {@code null} where it is not allowed. */
  public SubprocessorEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(details, "details");
    Objects.requireNonNull(proposedOn, "proposedOn");
    Objects.requireNonNull(reason, "reason");
    diligences = List.copyOf(diligences);
    replies = List.copyOf(replies);
    earlierReplies = List.copyOf(earlierReplies);
    below = List.copyOf(below);
  }

  /** How it was looked at last. */
  public Optional<SubprocessorDiligence> diligence() {
    return diligences.isEmpty()
        ? Optional.empty()
        : Optional.of(diligences.get(diligences.size() - 1));
  }

  /** What a controller was told last, and what came back; empty when it is not concerned. */
  public Optional<SubprocessorReply> reply(PartyId controller) {
    return replies.stream()
        .filter(reply -> reply.notice().to().id().equals(controller))
        .findFirst();
  }

  /** Whether it processes on that day. */
  public boolean isEngagedOn(LocalDate day) {
    return engagedFrom != null
        && !day.isBefore(engagedFrom)
        && (endsOn == null || day.isBefore(endsOn));
  }

  /** Whether it came in as accepted with the agreements, and not by notice. */
  public boolean isAcceptedWithAgreements() {
    return engagedFrom != null && noticedOn == null;
  }

  /**
   * Whether it may get the data of this controller on that day: it is engaged, and the controller
   * does not stand against it. A controller that came later accepted the list as it found it.
   */
  public boolean isEngagedFor(PartyId controller, LocalDate day) {
    return isEngagedOn(day) && reply(controller).map(SubprocessorReply::isEngagedFor).orElse(true);
  }

  /** Without names and words. */
  @Override
  public String toString() {
    return "SubprocessorEntry[" + id + ", " + status + "]";
  }
}
