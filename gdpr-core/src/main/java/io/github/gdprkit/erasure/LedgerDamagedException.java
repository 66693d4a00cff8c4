package io.github.gdprkit.erasure;

import io.github.gdprkit.GdprException;

/**
 * The ledger of erasures is not what was written: an entry in the middle is damaged, or entries are
 * gone. Put the ledger back from its own copy.
 */
public final class LedgerDamagedException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final long seq;

  /**
   * For ledgers.
   *
   * @param seq the first entry that is not what it should be
   * @param what what is wrong with it
   */
  public LedgerDamagedException(long seq, String what) {
    super(
        "Entry "
            + seq
            + " of the ledger of erasures "
            + what
            + "; stop, put the ledger back from its own copy, and start again. Nothing is erased"
            + " until then",
        null);
    this.seq = seq;
  }

  /** The first entry that is not what it should be. */
  public long seq() {
    return seq;
  }
}
