package io.github.gdprkit.hook;

import io.github.gdprkit.subject.DataSubject;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What allows a hook to act on one data subject outside of paging: to rectify, to restrict, to stop
 * processing. Made by the library from a decision.
 *
 * @param approval whose decision the act rests on
 * @param subject whose data
 * @param assignment which piece of work it is
 */
public record Mandate(Approval approval, DataSubject subject, Assignment assignment) {

  /** Refuses {@code null}. */
  public Mandate {
    Objects.requireNonNull(approval, "approval");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(assignment, "assignment");
  }

  /** A mandate that is no request's, such as in the test of a hook. */
  public Mandate(Approval approval, DataSubject subject) {
    this(approval, subject, Assignment.of(approval));
  }

  /**
   * The name of this call: the same whenever it is asked for again, because nobody learned whether
   * it was done.
   */
  public OperationId operation() {
    return assignment.operation(null);
  }

  /** The number under which the caller holds the work, see {@link ErasureSlice#fence}. */
  public OptionalLong fence() {
    return assignment.held();
  }

  @Override
  public String toString() {
    return "Mandate[" + approval.reference() + "]";
  }
}
