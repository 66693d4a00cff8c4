package io.github.gdprkit.party;

import io.github.gdprkit.GdprException;

/** A register or an activity names a party that nobody has described. */
public final class PartyNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient PartyId party;

  /** For whoever looked for it. */
  public PartyNotFoundException(PartyId party) {
    super(
        "Nobody has described the party "
            + party.value()
            + "; add its Organisation to the Parties, or correct the key",
        null);
    this.party = party;
  }

  /** Which party. */
  public PartyId party() {
    return party;
  }
}
