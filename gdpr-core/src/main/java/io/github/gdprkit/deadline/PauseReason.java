package io.github.gdprkit.deadline;

/** Why the controller has to ask back before it can answer. */
public enum PauseReason {
  /** Reasonable doubts who asks (Art. 12(6)). */
  IDENTITY,
  /**
   * A large quantity of data, and the person is asked which they mean (recital 63). Whether any
   * other question pauses is contested: do not record a pause for one.
   */
  CLARIFICATION
}
