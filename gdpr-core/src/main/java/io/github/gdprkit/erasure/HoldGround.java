package io.github.gdprkit.erasure;

import io.github.gdprkit.hook.RetentionGround;

/** Why data must not be erased for now, whoever asks. */
public enum HoldGround {
  /** A dispute is before a court, or to be expected there (Art. 17(3)(e)). */
  LITIGATION,
  /** A court or an authority ordered that the data be preserved (Art. 17(3)(b)). */
  AUTHORITY_ORDER,
  /** An investigation that legal claims may rest on (Art. 17(3)(e)). */
  INVESTIGATION,
  /** The data subject needs the data for legal claims of their own (Art. 18(1)(c)). */
  CLAIM_OF_DATA_SUBJECT;

  /** The exception of Art. 17(3) that the data subject is told. */
  public RetentionGround retentionGround() {
    return switch (this) {
      case AUTHORITY_ORDER -> RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK;
      case LITIGATION, INVESTIGATION, CLAIM_OF_DATA_SUBJECT -> RetentionGround.LEGAL_CLAIMS;
    };
  }
}
