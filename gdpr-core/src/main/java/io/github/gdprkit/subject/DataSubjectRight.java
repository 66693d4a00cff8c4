package io.github.gdprkit.subject;

/** What a data subject can ask of a controller: Art. 15 to 22. */
public enum DataSubjectRight {
  /** Art. 15: a copy of the data, and how it is used. */
  ACCESS,
  /** Art. 16: wrong data put right, incomplete data completed. */
  RECTIFICATION,
  /** Art. 17: the data erased. */
  ERASURE,
  /** Art. 18: the data kept, but not otherwise processed. */
  RESTRICTION,
  /** Art. 20: what the person provided, in a form that another service can read. */
  PORTABILITY,
  /** Art. 21: processing stopped on grounds of the person's situation, or of direct marketing. */
  OBJECTION,
  /** Art. 22(3): a person looks again at what a machine decided. */
  HUMAN_REVIEW
}
