package io.github.gdprkit.erasure;

import io.github.gdprkit.GdprException;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of erasures could not be written or read. Nothing is erased without it: mend what it
 * is kept on and do the same again.
 */
public final class LedgerStoreException extends GdprException {
  private static final long serialVersionUID = 1L;

  /**
   * For ledgers.
   *
   * @param message what failed, and what to do next; no personal data
   * @param cause what led to it
   */
  public LedgerStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
