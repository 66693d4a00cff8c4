package io.github.gdprkit.register;

import io.github.gdprkit.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The words that people are asked with (Art. 7(2)): intelligible, in clear and plain language.
 * Registered once; other words are another version.
 *
 * @param id purpose, version and language
 * @param words as people see them; not blank
 */
public record ConsentText(ConsentTextId id, String words) {

  /** Refuses blank words with {@link IllegalArgumentException}. */
  public ConsentText {
    Objects.requireNonNull(id, "id");
    if (words.isBlank()) {
      throw new IllegalArgumentException("People consent to words, and these are blank");
    }
  }

  /** SHA-256 of the words in UTF-8, 64 lower case hexadecimal digits. */
  public String sha256() {
    return Sha256.of(words.getBytes(StandardCharsets.UTF_8));
  }
}
