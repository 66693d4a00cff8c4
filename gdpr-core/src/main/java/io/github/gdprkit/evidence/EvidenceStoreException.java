package io.github.gdprkit.evidence;

import io.github.gdprkit.GdprException;
import org.jspecify.annotations.Nullable;

/**
 * The store of evidence failed. Evidence fails closed: what could not be recorded was not done.
 * Mend the store and do the same again.
 */
public final class EvidenceStoreException extends GdprException {
  private static final long serialVersionUID = 1L;

  /**
   * For stores.
   *
   * @param message what failed, and what to do next; no personal data
   * @param cause what led to it; its message can quote data, so stores pass it only when it cannot
   */
  public EvidenceStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
