package io.github.gdprkit.request;

import io.github.gdprkit.processing.LegalBasis;
import java.util.Objects;

/**
 * What the withdrawal of a consent does to data that rests on a legal basis (Art. 7(3)). It is no
 * claim: nobody decides on it, and it has no month. It acts at once, and not backwards.
 *
 * @param basis what the data rests on
 * @param outcome {@link DecisionRuleOutcome#GRANT_ABSOLUTE} for consent, {@link
 *     DecisionRuleOutcome#NOT_APPLICABLE} for the others
 * @param reference the provision
 * @param text what that means
 */
public record WithdrawalRule(
    LegalBasis basis, DecisionRuleOutcome outcome, String reference, String text) {

  /** Refuses {@code null}. */
  public WithdrawalRule {
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(text, "text");
  }
}
