package io.github.gdprkit.deadline;

/** Whose rules count. They agree on the month and differ on what a pause does. */
public enum RuleSet {
  /**
   * GDPR, counted under Regulation 1182/71. A question asked without undue delay suspends the time
   * limit: the days from asking to the answer do not count.
   */
  EU("eu-1182-71"),
  /**
   * UK GDPR, counted as the ICO does. The answer on identity starts the month anew; for a
   * clarification the days of asking and of the answer and those between do not count.
   */
  UK("uk-gdpr");

  private final String id;

  RuleSet(String id) {
    this.id = id;
  }

  /** The name that is stored. It never changes. */
  public String id() {
    return id;
  }

  /** The rule set of a stored name; {@link IllegalArgumentException} if there is none of it. */
  public static RuleSet ofId(String id) {
    for (RuleSet ruleSet : values()) {
      if (ruleSet.id.equals(id)) {
        return ruleSet;
      }
    }
    throw new IllegalArgumentException(
        "There is no rule set %s; there are %s and %s".formatted(id, EU.id, UK.id));
  }
}
