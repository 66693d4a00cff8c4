package io.github.gdprkit.register;

import java.time.Instant;
import java.util.Objects;

/**
 * What the supervisory authority was told, in one phase (Art. 33(1), (3) and (4)).
 *
 * @param at when it was sent, UTC
 * @param authority which one; not blank
 * @param reference under which the authority keeps it; empty while it is not known
 * @param content what was said in this phase
 * @param reasonsForDelay why it comes late; needed in the first phase when it does, else empty
 */
public record BreachNotification(
    Instant at, String authority, String reference, BreachContent content, String reasonsForDelay) {

  /**
   * Refuses a phase that names no authority or says nothing, with {@link IllegalArgumentException}.
   */
  public BreachNotification {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(reasonsForDelay, "reasonsForDelay");
    if (authority.isBlank()) {
      throw new IllegalArgumentException("A notification names the authority that was told");
    }
    if (content.missing().size() == BreachPoint.values().length) {
      throw new IllegalArgumentException(
          "A notification says something of Art. 33(3); what is not known yet follows in phases");
    }
  }

  /** What was told at this instant. */
  public static BreachNotification of(Instant at, String authority, BreachContent content) {
    return new BreachNotification(at, authority, "", content, "");
  }

  /** The same with the reasons why it comes late. */
  public BreachNotification late(String reasons) {
    return new BreachNotification(at, authority, reference, content, reasons);
  }

  /** The same with the authority's reference. */
  public BreachNotification under(String newReference) {
    return new BreachNotification(at, authority, newReference, content, reasonsForDelay);
  }

  /** Leaves the words out. */
  @Override
  public String toString() {
    return "BreachNotification[" + at + "]";
  }
}
