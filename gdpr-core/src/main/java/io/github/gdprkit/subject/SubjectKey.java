package io.github.gdprkit.subject;

/**
 * A pseudonym of a data subject (Art. 4(5)): the keyed hash of one identifier. Whoever lacks the
 * key can neither find the person from it nor test a guess. It stays personal data for whoever has
 * the key, and can be shown in evidence and logs.
 *
 * @param value 43 letters, digits, {@code -} and {@code _}: 256 bits in base64url
 */
public record SubjectKey(String value) {

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public SubjectKey {
    if (!value.matches("[A-Za-z0-9_-]{43}")) {
      throw new IllegalArgumentException(
          "A subject key is 43 letters, digits, - and _; make it with SubjectKeys");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
