package io.github.gdprkit.processing;

/**
 * A natural or legal person to whom the data is disclosed (Art. 4(9), 15(1)(c)). Name the concrete
 * one where it is known, not the category (C-154/21).
 *
 * @param name as the data subject would recognise it; not blank
 */
public record Recipient(String name) {

  /** Refuses a blank name with {@link IllegalArgumentException}. */
  public Recipient {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A recipient's name must not be blank");
    }
  }
}
