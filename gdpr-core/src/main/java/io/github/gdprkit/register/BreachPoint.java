package io.github.gdprkit.register;

/** What a notification to the supervisory authority has to contain (Art. 33(3)). */
public enum BreachPoint {
  /** What kind of breach it is. */
  NATURE("33(3)(a)", "the nature of the breach", true),
  /** Whose data it is, by groups. */
  SUBJECT_CATEGORIES("33(3)(a)", "categories of data subjects", false),
  /** About how many people. */
  SUBJECTS("33(3)(a)", "approximate number of data subjects", false),
  /** What data it is, by groups. */
  RECORD_CATEGORIES("33(3)(a)", "categories of personal data records", false),
  /** About how many records. */
  RECORDS("33(3)(a)", "approximate number of personal data records", false),
  /** Whom to ask. */
  CONTACT("33(3)(b)", "the data protection officer or other contact point", true),
  /** What may come of it. */
  CONSEQUENCES("33(3)(c)", "the likely consequences", true),
  /** What was done or will be. */
  MEASURES("33(3)(d)", "the measures taken or proposed", true);

  private final String article;
  private final String text;
  private final boolean isAlways;

  BreachPoint(String article, String text, boolean isAlways) {
    this.article = article;
    this.text = text;
    this.isAlways = isAlways;
  }

  /** Such as {@code 33(3)(a)}. */
  public String article() {
    return article;
  }

  /** In the middle of a sentence, for people. */
  public String text() {
    return text;
  }

  /** Whether it is always needed; the others are "where possible". */
  public boolean isAlways() {
    return isAlways;
  }
}
