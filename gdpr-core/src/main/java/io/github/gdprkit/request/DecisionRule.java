package io.github.gdprkit.request;

import io.github.gdprkit.processing.LegalBasis;
import java.util.Objects;
import java.util.Set;

/**
 * One row of the {@link DecisionTable}.
 *
 * @param claim what is asked for
 * @param basis what the data rests on
 * @param outcome what the Regulation says about that
 * @param reference the provisions, such as {@code 17(1)(b),17(3)}
 * @param anyOf one of these has to be affirmed to grant it; empty where it is granted outright, and
 *     where it cannot be granted at all
 * @param refusals the grounds that can refuse it, or a part of it; those that refuse a request as a
 *     whole are {@link DecisionTable#refusalsOfTheWhole}
 * @param text what to look at, for whoever decides
 */
public record DecisionRule(
    Claim claim,
    LegalBasis basis,
    DecisionRuleOutcome outcome,
    String reference,
    Set<Condition> anyOf,
    Set<RefusalGround> refusals,
    String text) {

  /** Copies the sets. */
  public DecisionRule {
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(text, "text");
    anyOf = Sets.copy(Condition.class, anyOf);
    refusals = Sets.copy(RefusalGround.class, refusals);
  }

  /** Whether it can be granted at all, be it on a condition. */
  public boolean canBeGranted() {
    return !anyOf.isEmpty() || outcome != DecisionRuleOutcome.NOT_APPLICABLE;
  }

  /** Whether it is granted without anything to affirm. */
  public boolean isGrantedOutright() {
    return canBeGranted() && anyOf.isEmpty();
  }
}
