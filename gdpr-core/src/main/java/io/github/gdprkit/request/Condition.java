package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;

/**
 * What whoever decides has to affirm before a claim can be granted, where the Regulation does not
 * grant it outright. A condition is affirmed because it is true, not because it is needed: it is
 * part of the evidence.
 */
public enum Condition {
  /** Art. 16, first sentence. */
  INACCURATE(Claim.RECTIFICATION, "16", "The data is wrong."),
  /** Art. 16, second sentence: measured by the purpose, a supplementary statement will do. */
  INCOMPLETE(Claim.RECTIFICATION, "16", "The data is incomplete for what it is used for."),

  /** Art. 17(1)(a). Also when a contract or a legal obligation has come to its end. */
  NO_LONGER_NECESSARY(
      Claim.ERASURE, "17(1)(a)", "The data is no longer needed for what it was collected for."),
  /** Art. 17(1)(b). Asking for erasure of what rests on consent withdraws the consent. */
  CONSENT_WITHDRAWN(
      Claim.ERASURE, "17(1)(b)", "The consent is withdrawn, and nothing else carries the data."),
  /** Art. 17(1)(c) with 21(1). */
  OBJECTION_PREVAILS(
      Claim.ERASURE, "17(1)(c)", "The person objects, and no legitimate grounds override that."),
  /** Art. 17(1)(c) with 21(2): nothing is weighed. */
  OBJECTED_TO_DIRECT_MARKETING(
      Claim.ERASURE, "17(1)(c)", "The data serves direct marketing, and the person objects to it."),
  /** Art. 17(1)(d). */
  UNLAWFULLY_PROCESSED(Claim.ERASURE, "17(1)(d)", "The data was processed unlawfully."),
  /** Art. 17(1)(e). */
  LAW_REQUIRES_ERASURE(Claim.ERASURE, "17(1)(e)", "A law obliges the controller to erase it."),
  /** Art. 17(1)(f) with 8(1). */
  COLLECTED_FROM_A_CHILD(
      Claim.ERASURE,
      "17(1)(f)",
      "It was collected from a child who was offered an online service."),

  /** Art. 18(1)(a). */
  ACCURACY_CONTESTED(
      Claim.RESTRICTION, "18(1)(a)", "The person says the data is wrong; that is being looked at."),
  /** Art. 18(1)(b). */
  UNLAWFUL_BUT_ERASURE_OPPOSED(
      Claim.RESTRICTION, "18(1)(b)", "The processing is unlawful; the person wants it kept."),
  /** Art. 18(1)(c). */
  NEEDED_BY_THE_PERSON_FOR_LEGAL_CLAIMS(
      Claim.RESTRICTION,
      "18(1)(c)",
      "The controller needs the data no more; the person does, for legal claims."),
  /** Art. 18(1)(d). Exists only where there is a right to object, Art. 21(1). */
  OBJECTION_PENDING(
      Claim.RESTRICTION, "18(1)(d)", "The person objected; whose grounds override is not decided."),

  /** Art. 7(3): what rests on consent is not objected to; the consent is withdrawn. */
  TREATED_AS_WITHDRAWAL(
      Claim.OBJECTION, "7(3)", "The objection is treated as the withdrawal of the consent."),

  /** Art. 22(2)(b): the law allows the decision and lays down the review that is asked for. */
  LAW_AUTHORISES_THE_DECISION(
      Claim.HUMAN_REVIEW,
      "22(2)(b)",
      "A law authorises the automated decision and lays down that a person looks at it again."),
  /** Art. 22(1): none of the gates of Art. 22(2) is open; a person decides in its place. */
  DECISION_FALLS(
      Claim.HUMAN_REVIEW,
      "22(1)",
      "The automated decision was not allowed; it falls, and a person decides instead.");

  private final Claim claim;
  private final String reference;
  private final String text;

  Condition(Claim claim, String reference, String text) {
    this.claim = claim;
    this.reference = reference;
    this.text = text;
  }

  /** The claim that it can open. */
  public Claim claim() {
    return claim;
  }

  /** The provision, such as {@code 17(1)(a)}. */
  public String reference() {
    return reference;
  }

  /** What is affirmed, as a sentence for whoever decides. */
  public String text() {
    return text;
  }

  /** How it is written in evidence. */
  public String code() {
    return Codes.of(this);
  }
}
