package io.github.gdprkit.hook;

import java.time.Instant;
import java.util.Objects;

/**
 * Who decided that hooks may act, and when. Slices can only be made from one, so no hook can be
 * called to act without a decision on record.
 *
 * @param reference the controller's reference of the decision; appears in manifests and logs, so it
 *     must hold no personal data
 * @param approvedBy the role or person who decided, as the manifest shall say it
 * @param approvedAt UTC instant of the decision
 */
public record Approval(String reference, String approvedBy, Instant approvedAt) {

  /** Refuses a blank reference or name with {@link IllegalArgumentException}. */
  public Approval {
    Objects.requireNonNull(approvedAt, "approvedAt");
    if (reference.isBlank() || approvedBy.isBlank()) {
      throw new IllegalArgumentException(
          "An approval needs a reference and the name or role of who decided");
    }
  }

  @Override
  public String toString() {
    return "Approval[" + reference + " at " + approvedAt + "]";
  }
}
