package io.github.gdprkit.processing;

import java.util.Objects;

/**
 * What data is used for, and what makes that lawful (Art. 5(1)(b), 6(1), 13(1)(c)).
 *
 * @param text a sentence for the data subject; not blank
 * @param basis the one basis of this purpose
 * @param grounds the law that obliges or entitles (Art. 6(3)), or the interests that are pursued
 *     (Art. 13(1)(d)); needed for LEGAL_OBLIGATION, PUBLIC_TASK and LEGITIMATE_INTERESTS, may be
 *     empty else
 */
public record Purpose(String text, LegalBasis basis, String grounds) {

  /**
   * Refuses a purpose that does not say what the law asks, with {@link IllegalArgumentException}.
   */
  public Purpose {
    Objects.requireNonNull(basis, "basis");
    if (text.isBlank()) {
      throw new IllegalArgumentException("A purpose says what the data is used for");
    }
    boolean needsGrounds =
        basis == LegalBasis.LEGAL_OBLIGATION
            || basis == LegalBasis.PUBLIC_TASK
            || basis == LegalBasis.LEGITIMATE_INTERESTS;
    if (needsGrounds && grounds.isBlank()) {
      throw new IllegalArgumentException(
          "A purpose on "
              + basis
              + " names the law it follows (Art. 6(3)) or the interests it pursues (Art. 13(1)(d))");
    }
  }

  /** A purpose whose basis needs no further grounds. */
  public static Purpose of(String text, LegalBasis basis) {
    return new Purpose(text, basis, "");
  }
}
