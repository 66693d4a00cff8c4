package io.github.gdprkit.request;

/** What the Regulation says about a claim where data rests on one legal basis. */
public enum DecisionRuleOutcome {
  /** Granted. */
  GRANT,
  /** Granted if the data is wrong or incomplete (Art. 16). */
  GRANT_IF_INACCURATE_OR_INCOMPLETE,
  /** Granted if one of the grounds of Art. 18(1) is there. */
  GRANT_IF_GROUND,
  /** Granted, whatever may be said against it (Art. 21(3), 7(3)). */
  GRANT_ABSOLUTE,
  /** Granted if nothing but the withdrawn consent carried the data (Art. 17(1)(b)). */
  GRANT_IF_NO_OTHER_GROUND,
  /** Granted if the data is no longer needed (Art. 17(1)(a)). */
  GRANT_IF_NO_LONGER_NECESSARY,
  /** Refused for as long as the obligation lasts (Art. 17(3)(b)). */
  REFUSE_WHILE_OBLIGED,
  /** Refused as far as the public task needs the data (Art. 17(3)(b)). */
  REFUSE_TO_EXTENT_NECESSARY,
  /** Granted if the person's objection outweighs the controller's interests (Art. 17(1)(c)). */
  GRANT_IF_OBJECTION_PREVAILS,
  /** Granted for what the person provided (Art. 20(1)). */
  GRANT_PROVIDED_DATA,
  /** The right does not reach this data. */
  NOT_APPLICABLE,
  /**
   * The right does not reach this data; the consent that carries it can be withdrawn (Art. 7(3)).
   */
  NOT_APPLICABLE_TREAT_AS_WITHDRAWAL,
  /** Granted unless the controller demonstrates compelling grounds (Art. 21(1)). */
  STOP_UNLESS_COMPELLING,
  /** As the law that authorises the decision lays down (Art. 22(2)(b)). */
  PER_AUTHORISING_LAW,
  /** There was no right to decide like this in the first place (Art. 22(1)). */
  DECISION_PROHIBITED
}
