package io.github.gdprkit.request;

/** What a letter to the data subject is about. */
public enum AnswerKind {
  /** The request has arrived. */
  RECEIPT,
  /** A question about the identity (Art. 12(6)). */
  IDENTITY_QUESTION,
  /** A question about what is meant (recital 63). */
  CLARIFICATION_QUESTION,
  /** It takes longer (Art. 12(3)). */
  EXTENSION,
  /** What was objected to is restricted while the grounds are weighed (Art. 18(1)(d)). */
  MEANWHILE,
  /** It is done. */
  GRANT,
  /** There is no data about the person (Art. 15(1)). */
  NOTHING_HELD,
  /** A part is done, and this is why not the rest (Art. 12(4)). */
  PARTIAL,
  /** It is refused (Art. 12(4)). */
  REFUSAL,
  /** A restriction ends (Art. 18(3)). */
  LIFTING,
  /** The person took the request back. */
  WITHDRAWAL,
  /** A consent was withdrawn, which is no request (Art. 7(3)). */
  CONSENT_WITHDRAWAL
}
