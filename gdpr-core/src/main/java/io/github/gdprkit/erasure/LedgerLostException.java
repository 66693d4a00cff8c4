package io.github.gdprkit.erasure;

import io.github.gdprkit.GdprException;

/**
 * The ledger of erasures is behind the database, or another one: it was lost, cut off, swapped or
 * edited. Put the right one back from its own copy and start again. If it is gone for good, {@link
 * LedgerGuard#acceptLoss} says so on record.
 */
public final class LedgerLostException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient RestoreState.LedgerLost state;

  LedgerLostException(RestoreState.LedgerLost state) {
    super(
        "The database knows entry "
            + state.watermark().seq()
            + " of the ledger of erasures, and the ledger, with "
            + state.head().seq()
            + " entries, does not have it; put the right ledger back from its own copy and start"
            + " again. Nothing is erased until then",
        null);
    this.state = state;
  }

  /** What the database knows and what the ledger has. */
  public RestoreState.LedgerLost state() {
    return state;
  }
}
