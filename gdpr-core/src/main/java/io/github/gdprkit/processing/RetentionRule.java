package io.github.gdprkit.processing;

/**
 * How long a kind of data is kept, or by which criteria that is decided (Art. 5(1)(e), 13(2)(a),
 * 15(1)(d)), in words for the data subject.
 *
 * @param text such as "until the account is erased"; not blank
 */
public record RetentionRule(String text) {

  /** Refuses a blank text with {@link IllegalArgumentException}. */
  public RetentionRule {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A retention rule must say how long the data is kept");
    }
  }
}
