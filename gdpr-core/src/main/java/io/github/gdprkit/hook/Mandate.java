package io.github.gdprkit.hook;

import io.github.gdprkit.subject.DataSubject;
import java.util.Objects;

/**
 * What allows a hook to act on one data subject outside of paging: to rectify, to restrict, to stop
 * processing. Made by the library from a decision.
 *
 * @param approval whose decision the act rests on
 * @param subject whose data
 */
public record Mandate(Approval approval, DataSubject subject) {

  /** Refuses {@code null}. */
  public Mandate {
    Objects.requireNonNull(approval, "approval");
    Objects.requireNonNull(subject, "subject");
  }

  @Override
  public String toString() {
    return "Mandate[" + approval.reference() + "]";
  }
}
