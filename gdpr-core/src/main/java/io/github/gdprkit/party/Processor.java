package io.github.gdprkit.party;

import java.util.Objects;

/**
 * Processes on behalf of a controller, under a contract (Art. 4(8), 28(3)).
 *
 * @param id who
 * @param controller for whom
 * @param agreement the contract
 */
public record Processor(PartyId id, PartyId controller, ProcessingAgreement agreement) {

  /** Refuses a party that is its own processor with {@link IllegalArgumentException}. */
  public Processor {
    Objects.requireNonNull(agreement, "agreement");
    if (id.equals(controller)) {
      throw new IllegalArgumentException(
          "The party " + id.value() + " cannot be its own processor");
    }
  }
}
