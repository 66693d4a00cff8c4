package io.github.gdprkit.party;

/**
 * The key under which a controller, processor or subprocessor is known in the registers. Chosen by
 * the controller; names an organisation, not a data subject.
 *
 * @param value not blank
 */
public record PartyId(String value) {

  /** Refuses a blank key with {@link IllegalArgumentException}. */
  public PartyId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A party id must not be blank");
    }
  }
}
