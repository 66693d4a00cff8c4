package io.github.gdprkit.processing;

/** What makes the processing lawful: the six points of Art. 6(1). */
public enum LegalBasis {
  /** Art. 6(1)(a). */
  CONSENT,
  /** Art. 6(1)(b). */
  CONTRACT,
  /** Art. 6(1)(c). */
  LEGAL_OBLIGATION,
  /** Art. 6(1)(d). */
  VITAL_INTERESTS,
  /** Art. 6(1)(e). */
  PUBLIC_TASK,
  /** Art. 6(1)(f). */
  LEGITIMATE_INTERESTS
}
