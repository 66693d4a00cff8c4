package io.github.gdprkit.register;

import io.github.gdprkit.party.Authorisation;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one controller was told of an intended subprocessor, and what came back.
 *
 * @param notice what it was told
 * @param standing where that stands
 * @param answeredOn civil day on which its last answer came in, {@code null} while there is none
 * @param reason its reason; empty when it gave none
 * @param settlement how its objection or refusal was settled; {@code null} when it was not
 * @param settlementReason the reason for that; empty when there is none
 */
public record SubprocessorReply(
    SubprocessorNotice notice,
    Standing standing,
    @Nullable LocalDate answeredOn,
    String reason,
    @Nullable Settlement settlement,
    String settlementReason) {

  /** Where a controller stands towards an intended subprocessor. */
  public enum Standing {
    /** General authorisation: it was told, and has not objected. */
    TOLD,
    /** General authorisation: it objected in time. */
    OBJECTED,
    /** It answered after its window, or after the engagement. */
    LATE,
    /** Specific authorisation: it was asked, and has not answered. */
    ASKED,
    /** Specific authorisation: it authorised. */
    AUTHORISED,
    /** Specific authorisation: it refused. */
    REFUSED,
    /** Its objection or refusal does not stand in the way any more. */
    SETTLED
  }

  /** How an objection or a refusal is settled. */
  public enum Settlement {
    /** The controller took it back. Who was asked to authorise is asked again by this. */
    WITHDRAWN_BY_CONTROLLER,
    /** What it objected to was put right. Who was asked to authorise is asked again by this. */
    REMEDIED,
    /** The controller leaves the service. */
    CONTROLLER_LEAVES,
    /** The subprocessor gets none of this controller's data. */
    NOT_ENGAGED_FOR_IT
  }

  /** Refuses {@code null} where it is not allowed. */
  public SubprocessorReply {
    Objects.requireNonNull(notice, "notice");
    Objects.requireNonNull(standing, "standing");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(settlementReason, "settlementReason");
  }

  static SubprocessorReply to(SubprocessorNotice notice) {
    Standing standing =
        notice.authorisation() == Authorisation.GENERAL ? Standing.TOLD : Standing.ASKED;
    return new SubprocessorReply(notice, standing, null, "", null, "");
  }

  SubprocessorReply answered(Standing newStanding, LocalDate on, String newReason) {
    return new SubprocessorReply(notice, newStanding, on, newReason, null, "");
  }

  /** Art. 28(2) asks for an authorisation: that a refusal is taken back is none. */
  SubprocessorReply settled(Settlement outcome, String why) {
    boolean isAskedAgain =
        notice.authorisation() == Authorisation.SPECIFIC
            && (outcome == Settlement.WITHDRAWN_BY_CONTROLLER || outcome == Settlement.REMEDIED);
    return new SubprocessorReply(
        notice, isAskedAgain ? Standing.ASKED : Standing.SETTLED, answeredOn, reason, outcome, why);
  }

  /** Whether the window is open on that day. Never under a specific authorisation. */
  public boolean isWindowOpen(LocalDate on) {
    LocalDate until = notice.objectionUntil();
    return until != null && !on.isAfter(until);
  }

  /**
   * Whether the subprocessor may get this controller's data once it is engaged. Not while an
   * objection or a missing authorisation stands, and not when it is settled without the
   * controller's consent: one that leaves did not agree either, until it has left.
   */
  public boolean isEngagedFor() {
    return switch (standing) {
      case TOLD, LATE, AUTHORISED -> true;
      case OBJECTED, ASKED, REFUSED -> false;
      case SETTLED ->
          settlement == Settlement.WITHDRAWN_BY_CONTROLLER || settlement == Settlement.REMEDIED;
    };
  }

  /** Without names and reasons. */
  @Override
  public String toString() {
    return "SubprocessorReply[" + notice.subprocessor() + ", " + standing + "]";
  }
}
