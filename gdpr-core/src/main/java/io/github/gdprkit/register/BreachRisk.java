package io.github.gdprkit.register;

/** How likely a breach is to harm the rights and freedoms of people (Art. 33(1), 34(1)). */
public enum BreachRisk {
  /** Unlikely to result in a risk: the authority need not be told, the register must be. */
  NONE_LIKELY("unlikely to result in a risk"),
  /** A risk: the authority is told. */
  RISK("a risk"),
  /** Likely to result in a high risk: the data subjects are told as well. */
  HIGH_RISK("likely to result in a high risk");

  private final String text;

  BreachRisk(String text) {
    this.text = text;
  }

  /** In the middle of a sentence, for people. */
  public String text() {
    return text;
  }
}
