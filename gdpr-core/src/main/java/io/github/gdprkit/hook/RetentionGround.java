package io.github.gdprkit.hook;

/** Why data is kept although its erasure was asked for: Art. 17(3)(a) to (e). */
public enum RetentionGround {
  /** Art. 17(3)(a). */
  FREEDOM_OF_EXPRESSION,
  /** Art. 17(3)(b). */
  LEGAL_OBLIGATION_OR_PUBLIC_TASK,
  /** Art. 17(3)(c). */
  PUBLIC_HEALTH,
  /** Art. 17(3)(d). */
  ARCHIVING_RESEARCH_OR_STATISTICS,
  /** Art. 17(3)(e). */
  LEGAL_CLAIMS
}
