package io.github.gdprkit.register;

import io.github.gdprkit.evidence.SheetId;

/**
 * Which words somebody consented to.
 *
 * @param purpose what they are about
 * @param version 1 to 20 letters, digits, {@code _} and {@code -}; the same in all languages
 * @param language a language tag such as {@code en} or {@code pt-BR}
 */
public record ConsentTextId(ConsentPurpose purpose, String version, String language) {

  static final String KIND = "consent-text";

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public ConsentTextId {
    if (!version.matches("[A-Za-z0-9_-]{1,20}")) {
      throw new IllegalArgumentException(
          "The version of a consent text is 1 to 20 letters, digits, _ and -");
    }
    if (!language.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,2}")) {
      throw new IllegalArgumentException("A language is a tag such as en or pt-BR");
    }
  }

  /** The words of this purpose, version and language. */
  public static ConsentTextId of(String purpose, String version, String language) {
    return new ConsentTextId(new ConsentPurpose(purpose), version, language);
  }

  SheetId sheet() {
    return new SheetId(KIND, purpose.code() + '.' + version + '.' + language);
  }

  @Override
  public String toString() {
    return purpose.code() + ' ' + version + ' ' + language;
  }
}
