package io.github.gdprkit.party;

import java.util.Objects;

/**
 * Decides the purposes and means of the processing (Art. 4(7)), and is the one that answers the
 * data subject (Art. 12(3)).
 *
 * @param id the key in the registers
 * @param name as the data subject knows it; printed in every archive
 */
public record Controller(PartyId id, String name) {

  /** Refuses a blank name with {@link IllegalArgumentException}. */
  public Controller {
    Objects.requireNonNull(id, "id");
    if (name.isBlank()) {
      throw new IllegalArgumentException("A controller's name must not be blank");
    }
  }

  /** A controller with this key and name. */
  public static Controller of(String id, String name) {
    return new Controller(new PartyId(id), name);
  }
}
