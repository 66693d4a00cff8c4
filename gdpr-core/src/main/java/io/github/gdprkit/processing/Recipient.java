package io.github.gdprkit.processing;

import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * A natural or legal person to whom the data is disclosed (Art. 4(9), 15(1)(c)). Name the concrete
 * one where it is known, not the category (C-154/21). Processors are recipients as well.
 *
 * @param name as the data subject would recognise it; not blank
 * @param party its key in the registers, {@code null} when it is in none: what is told to it then
 *     goes through a person (Art. 19)
 */
public record Recipient(String name, @Nullable PartyId party) {

  /** Refuses a blank name with {@link IllegalArgumentException}. */
  public Recipient {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A recipient's name must not be blank");
    }
  }

  /** A recipient that is in no register. */
  public Recipient(String name) {
    this(name, null);
  }

  /** An organisation of the registers. */
  public static Recipient of(Organisation organisation) {
    return new Recipient(organisation.name(), organisation.id());
  }
}
