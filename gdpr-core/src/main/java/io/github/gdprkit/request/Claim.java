package io.github.gdprkit.request;

import io.github.gdprkit.subject.DataSubjectRight;

/**
 * What a data subject asks for, as the decision table tells it apart: the seven rights, with the
 * two kinds of objection. Withdrawing consent is no claim: it acts at once (Art. 7(3)).
 */
public enum Claim {
  /** Art. 15. */
  ACCESS(DataSubjectRight.ACCESS),
  /** Art. 16. */
  RECTIFICATION(DataSubjectRight.RECTIFICATION),
  /** Art. 17. */
  ERASURE(DataSubjectRight.ERASURE),
  /** Art. 18. */
  RESTRICTION(DataSubjectRight.RESTRICTION),
  /** Art. 20. */
  PORTABILITY(DataSubjectRight.PORTABILITY),
  /** Art. 21(1): on grounds of the person's particular situation. */
  OBJECTION(DataSubjectRight.OBJECTION),
  /** Art. 21(2) and (3): absolute. */
  OBJECTION_TO_DIRECT_MARKETING(DataSubjectRight.OBJECTION),
  /** Art. 22(3). */
  HUMAN_REVIEW(DataSubjectRight.HUMAN_REVIEW);

  private final DataSubjectRight right;

  Claim(DataSubjectRight right) {
    this.right = right;
  }

  /** Which right it is a use of. */
  public DataSubjectRight right() {
    return right;
  }
}
