package io.github.gdprkit.processing;

import java.util.Objects;

/**
 * A recipient, and what came of telling it (Art. 19): what the data subject learns who asks for it.
 *
 * @param name as the data subject would recognise it; not blank
 * @param result what came of it
 * @param reason why, in words for the data subject: the recipient's when it refused, else the
 *     controller's; empty when there is nothing to explain, or the words are erased
 */
public record RecipientTold(String name, RecipientResult result, String reason) {

  /** Refuses a blank name with {@link IllegalArgumentException}. */
  public RecipientTold {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(reason, "reason");
    if (name.isBlank()) {
      throw new IllegalArgumentException("A recipient's name must not be blank");
    }
  }

  /** For the data subject, as an item of a list. */
  public String text() {
    String said = name + ": " + result.text();
    return reason.isBlank() ? said + "." : said + ". The reason: " + sentence(reason);
  }

  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  /** Leaves the name and the words out. */
  @Override
  public String toString() {
    return "RecipientTold[" + result + "]";
  }
}
