package io.github.gdprkit.information;

/** How far the Regulation asks for something that people or authorities are told. */
public enum Required {
  /** Without it the text is incomplete. */
  ALWAYS,
  /** Where the case has it. */
  WHERE_APPLICABLE,
  /** Where it can be said (Art. 30(1)(f) and (g), 30(2)(d)). */
  WHERE_POSSIBLE
}
