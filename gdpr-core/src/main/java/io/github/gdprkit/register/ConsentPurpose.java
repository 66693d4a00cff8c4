package io.github.gdprkit.register;

/**
 * What somebody consents to, as a code: one purpose each, because consent is for specific purposes
 * (Art. 6(1)(a)). Evidence holds it.
 *
 * @param code 1 to 40 lower case letters, digits and hyphens, starting with a letter, such as
 *     {@code newsletter}
 */
public record ConsentPurpose(String code) {

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public ConsentPurpose {
    if (!code.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "The purpose of a consent is 1 to 40 lower case letters, digits and hyphens and starts"
              + " with a letter, such as newsletter");
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
