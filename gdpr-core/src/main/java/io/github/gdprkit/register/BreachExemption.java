package io.github.gdprkit.register;

/** Why data subjects need not each be told of a breach of high risk (Art. 34(3)). */
public enum BreachExemption {
  /** The data was unintelligible to whoever got it, such as encrypted (point (a)). */
  PROTECTED("34(3)(a)", "the data was protected, such as by encryption"),
  /** What was done since makes sure that the high risk is gone (point (b)). */
  RISK_REMOVED("34(3)(b)", "measures taken since have removed the high risk"),
  /** It would take disproportionate effort; a public communication takes its place (point (c)). */
  DISPROPORTIONATE_EFFORT(
      "34(3)(c)", "telling each person would take disproportionate effort; the public is told");

  private final String article;
  private final String text;

  BreachExemption(String article, String text) {
    this.article = article;
    this.text = text;
  }

  /** Such as {@code 34(3)(a)}. */
  public String article() {
    return article;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
