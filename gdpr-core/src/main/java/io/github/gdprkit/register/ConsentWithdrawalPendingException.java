package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/**
 * A consent cannot be forgotten yet: it was withdrawn, and not all that rests on it could be
 * stopped. Forgetting it now would leave nobody to stop it for.
 */
public final class ConsentWithdrawalPendingException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient ConsentId consent;

  ConsentWithdrawalPendingException(ConsentId consent) {
    super(
        "The withdrawal of consent "
            + consent
            + " has not reached all listeners; repair them, call followWithdrawals, then try again",
        null);
    this.consent = consent;
  }

  /** Which consent. */
  public ConsentId consent() {
    return consent;
  }
}
