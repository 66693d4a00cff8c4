package io.github.gdprkit.request;

import io.github.gdprkit.GdprException;
import java.util.List;

/**
 * The Regulation does not allow to decide like this, or what it asks for is missing. Lists
 * everything at once; decide again as the problems say.
 */
public final class ImpossibleDecisionException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final Claim claim;
  private final String[] problems;

  ImpossibleDecisionException(Claim claim, List<String> problems) {
    super(claim + " cannot be decided like this:\n- " + String.join("\n- ", problems), null);
    this.claim = claim;
    this.problems = problems.toArray(String[]::new);
  }

  /** What was asked for. */
  public Claim claim() {
    return claim;
  }

  /**
   * One sentence for each thing that is wrong: the legal basis, what is missing or impossible, the
   * provision, and what can be decided instead.
   */
  public List<String> problems() {
    return List.of(problems);
  }
}
