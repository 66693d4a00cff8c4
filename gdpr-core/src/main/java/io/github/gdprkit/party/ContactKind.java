package io.github.gdprkit.party;

/** What somebody can be reached for. */
public enum ContactKind {
  /** The data protection officer (Art. 37 to 39). */
  DATA_PROTECTION_OFFICER("data protection officer"),
  /** The representative in the Union of a party outside of it (Art. 27). */
  REPRESENTATIVE("representative in the Union"),
  /** Whoever answers questions about data protection where there is no officer. */
  PRIVACY("privacy contact"),
  /** Whoever answers users. */
  SUPPORT("support"),
  /** Whoever takes reports of breaches. */
  SECURITY("security contact");

  private final String text;

  ContactKind(String text) {
    this.text = text;
  }

  /** In the middle of a sentence, for people. */
  public String text() {
    return text;
  }
}
