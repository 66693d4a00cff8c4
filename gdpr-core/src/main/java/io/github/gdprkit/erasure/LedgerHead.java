package io.github.gdprkit.erasure;

import io.github.gdprkit.party.PartyId;
import java.util.Objects;

/**
 * The end of a controller's ledger of erasures.
 *
 * @param controller whose ledger
 * @param seq how many entries it has
 * @param hash the hash of the last one, or {@link LedgerEntry#NO_PREVIOUS}
 */
public record LedgerHead(PartyId controller, long seq, String hash) {

  /** Refuses impossible values with {@link IllegalArgumentException}. */
  public LedgerHead {
    Objects.requireNonNull(controller, "controller");
    if (seq < 0 || !hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "The head of a ledger is a count and 64 lower case hexadecimal digits");
    }
  }

  /** The ledger of a controller who erased nobody yet. */
  public static LedgerHead none(PartyId controller) {
    return new LedgerHead(controller, 0, LedgerEntry.NO_PREVIOUS);
  }
}
