package io.github.gdprkit.register;

import java.util.Objects;

/**
 * What stands in the way of an engagement (Art. 28).
 *
 * @param kind what it is
 * @param text the same for people, with days and numbers, without names
 */
public record SubprocessorObstacle(Kind kind, String text) {

  /** What can stand in the way. */
  public enum Kind {
    /** Nobody has looked at it yet (Art. 28(1)). */
    DILIGENCE_MISSING,
    /** Somebody looked, and found it unfit. */
    DILIGENCE_NEGATIVE,
    /** There is no contract (Art. 28(4)). */
    AGREEMENT_MISSING,
    /** The contract lacks points of Art. 28(3). */
    AGREEMENT_INCOMPLETE,
    /** The contract does not apply on the day of the engagement. */
    AGREEMENT_NOT_IN_FORCE,
    /** Data goes to a third country, and nothing on record allows it (Art. 44, 45). */
    TRANSFER_WITHOUT_MECHANISM,
    /** The one that is to engage it is not engaged itself, or ends. */
    ENGAGER_NOT_ENGAGED,
    /** No notice was given yet (Art. 28(2)). */
    NOTICE_MISSING,
    /** Controllers that agreed before it processed cannot have accepted it with their agreement. */
    AGREED_BEFORE,
    /** Some controllers could not be told. */
    CONTROLLERS_NOT_TOLD,
    /** Controllers can still object. */
    WINDOWS_OPEN,
    /** Objections are not settled. */
    OBJECTIONS_OPEN,
    /** Controllers that authorise each subprocessor have not answered. */
    AUTHORISATIONS_OUTSTANDING,
    /** Controllers that authorise each subprocessor refused. */
    AUTHORISATIONS_REFUSED
  }

  /** Refuses {@code null}. */
  public SubprocessorObstacle {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return text;
  }
}
