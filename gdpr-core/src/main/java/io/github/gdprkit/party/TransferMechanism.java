package io.github.gdprkit.party;

/** What allows a transfer to a third country or an international organisation (chapter V). */
public enum TransferMechanism {
  /** The Commission decided that the protection there is adequate. */
  ADEQUACY_DECISION("45", "adequacy decision"),
  /** A binding instrument between public authorities. */
  INSTRUMENT_BETWEEN_AUTHORITIES("46(2)(a)", "instrument between public authorities"),
  /** Binding corporate rules. */
  BINDING_CORPORATE_RULES("46(2)(b)", "binding corporate rules"),
  /** Standard clauses of the Commission. */
  STANDARD_CONTRACTUAL_CLAUSES("46(2)(c)", "standard contractual clauses of the Commission"),
  /** Standard clauses of a supervisory authority. */
  STANDARD_CLAUSES_OF_AUTHORITY("46(2)(d)", "standard clauses of a supervisory authority"),
  /** An approved code of conduct. */
  CODE_OF_CONDUCT("46(2)(e)", "approved code of conduct"),
  /** An approved certification. */
  CERTIFICATION("46(2)(f)", "approved certification"),
  /** Clauses that an authority authorised for this case. */
  AUTHORISED_CLAUSES("46(3)(a)", "contractual clauses authorised by a supervisory authority"),
  /** Provisions between authorities that an authority authorised. */
  AUTHORISED_ARRANGEMENT("46(3)(b)", "administrative arrangement authorised by an authority"),
  /** The data subject consented explicitly, knowing the risks. */
  EXPLICIT_CONSENT("49(1)(a)", "explicit consent"),
  /** Necessary for a contract with the data subject. */
  CONTRACT_WITH_SUBJECT("49(1)(b)", "necessary for a contract with the data subject"),
  /** Necessary for a contract in the interest of the data subject. */
  CONTRACT_FOR_SUBJECT("49(1)(c)", "necessary for a contract in the data subject's interest"),
  /** Important reasons of public interest. */
  PUBLIC_INTEREST("49(1)(d)", "important reasons of public interest"),
  /** Legal claims. */
  LEGAL_CLAIMS("49(1)(e)", "legal claims"),
  /** Vital interests. */
  VITAL_INTERESTS("49(1)(f)", "vital interests"),
  /** From a public register. */
  PUBLIC_REGISTER("49(1)(g)", "from a public register"),
  /**
   * Compelling legitimate interests, once, for few people; the safeguards go into the record, and
   * the authority and the person are told.
   */
  COMPELLING_INTERESTS("49(1) second subparagraph", "compelling legitimate interests");

  private final String provision;
  private final String text;

  TransferMechanism(String provision, String text) {
    this.provision = provision;
    this.text = text;
  }

  /** Where the Regulation has it, such as {@code 46(2)(c)}. */
  public String provision() {
    return provision;
  }

  /** In the middle of a sentence, for people. */
  public String text() {
    return text;
  }

  /** Whether it is one of the appropriate safeguards that a person can ask a copy of (Art. 46). */
  public boolean isSafeguard() {
    return provision.startsWith("46");
  }
}
