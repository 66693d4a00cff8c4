package io.github.gdprkit.party;

/** What the agreement with a processor has to lay down (Art. 28(3)). */
public enum AgreementPoint {
  /** (a) Only on documented instructions, transfers included. */
  DOCUMENTED_INSTRUCTIONS('a', "processes only on documented instructions"),
  /** (b) Confidentiality of the people who process. */
  CONFIDENTIALITY('b', "commits its people to confidentiality"),
  /** (c) Security (Art. 32). */
  SECURITY('c', "takes the security measures of Art. 32"),
  /** (d) Other processors only under Art. 28(2) and (4). */
  SUBPROCESSORS('d', "engages other processors only as Art. 28(2) and (4) allow"),
  /** (e) Help with data subjects' requests. */
  ASSISTANCE_WITH_REQUESTS('e', "helps to answer data subjects' requests"),
  /** (f) Help with Art. 32 to 36. */
  ASSISTANCE_WITH_SECURITY('f', "helps with security, breaches and impact assessments"),
  /** (g) Erasure or return at the end. */
  ERASURE_OR_RETURN('g', "erases or returns everything at the end"),
  /** (h) Information and audits. */
  AUDITS('h', "shows that it complies, and allows audits");

  private final char letter;
  private final String text;

  AgreementPoint(char letter, String text) {
    this.letter = letter;
    this.text = text;
  }

  /** Where the Regulation has it, such as {@code 28(3)(a)}. */
  public String provision() {
    return "28(3)(" + letter + ")";
  }

  /** What the processor promises, for people. */
  public String text() {
    return text;
  }
}
