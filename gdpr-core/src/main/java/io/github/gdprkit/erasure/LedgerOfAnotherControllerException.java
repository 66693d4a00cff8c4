package io.github.gdprkit.erasure;

import io.github.gdprkit.GdprException;

/** The file is the ledger of erasures of another controller, or no ledger at all. */
public final class LedgerOfAnotherControllerException extends GdprException {
  private static final long serialVersionUID = 1L;

  /** For ledgers. */
  public LedgerOfAnotherControllerException(String message) {
    super(message, null);
  }
}
