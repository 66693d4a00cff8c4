package io.github.gdprkit.party;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a party is: a country, or an international organisation, which chapter V treats like one
 * (Art. 44).
 *
 * @param code two capital letters as in ISO 3166-1, or three to eight for an organisation
 * @param name in English, for people
 */
public record Country(String code, String name) {

  private static final Pattern CODE = Pattern.compile("[A-Z]{2,8}");

  /** Refuses a malformed code or a blank name with {@link IllegalArgumentException}. */
  public Country {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "A country has a code of two capital letters, such as DE, and an international"
              + " organisation one of three to eight");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("The country " + code + " needs a name for people");
    }
  }

  /**
   * The country of this ISO 3166-1 code, with the name that the JDK knows.
   *
   * @throws IllegalArgumentException when there is no such country
   */
  public static Country of(String code) {
    if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code)) {
      throw new IllegalArgumentException(
          "There is no country of the code " + code + "; use two capital letters of ISO 3166-1");
    }
    return new Country(
        code, new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH));
  }
}
