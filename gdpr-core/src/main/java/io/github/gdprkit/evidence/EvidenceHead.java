package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.Objects;

/**
 * The end of a controller's chain.
 *
 * @param controller whose chain
 * @param seq how many entries it has
 * @param hash the hash of the last one, or {@link EvidenceEntry#NO_PREVIOUS}
 */
public record EvidenceHead(PartyId controller, long seq, String hash) {

  /** Refuses impossible values with {@link IllegalArgumentException}. */
  public EvidenceHead {
    Objects.requireNonNull(controller, "controller");
    if (seq < 0 || !Hash.isText(hash)) {
      throw new IllegalArgumentException(
          "The head of a chain is a count and 64 lower case hexadecimal digits");
    }
  }

  /** The chain of a controller for whom nothing was recorded yet. */
  public static EvidenceHead none(PartyId controller) {
    return new EvidenceHead(controller, 0, EvidenceEntry.NO_PREVIOUS);
  }
}
