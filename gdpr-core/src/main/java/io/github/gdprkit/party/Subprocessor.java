package io.github.gdprkit.party;

import java.util.Objects;

/**
 * Engaged by a processor, or by another subprocessor, which stays liable for it (Art. 28(2) and
 * (4)).
 *
 * @param id who
 * @param engagedBy by whom
 * @param agreement the contract, with the same obligations
 */
public record Subprocessor(PartyId id, PartyId engagedBy, ProcessingAgreement agreement) {

  /** Refuses a party that engages itself with {@link IllegalArgumentException}. */
  public Subprocessor {
    Objects.requireNonNull(agreement, "agreement");
    if (id.equals(engagedBy)) {
      throw new IllegalArgumentException("The party " + id.value() + " cannot engage itself");
    }
  }
}
