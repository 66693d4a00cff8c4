package io.github.gdprkit.erasure;

import java.util.Objects;

/** How the database and the ledger of erasures stand to each other. */
public sealed interface RestoreState {

  /** The database knows every entry. */
  record UpToDate(LedgerHead head) implements RestoreState {
    /** Refuses {@code null}. */
    public UpToDate {
      Objects.requireNonNull(head, "head");
    }
  }

  /**
   * The ledger has entries that the database does not know: a backup was restored, or a process
   * died between writing the ledger and committing. Whoever is named there is erased again.
   *
   * @param watermark the last entry that the database knows
   * @param head the end of the ledger
   */
  record ReplayOutstanding(LedgerHead watermark, LedgerHead head) implements RestoreState {
    /** Refuses {@code null}. */
    public ReplayOutstanding {
      Objects.requireNonNull(watermark, "watermark");
      Objects.requireNonNull(head, "head");
    }
  }

  /**
   * The database knows an entry that the ledger does not have: the ledger was lost, cut off,
   * swapped or edited.
   *
   * @param watermark the last entry that the database knows
   * @param head the end of the ledger
   */
  record LedgerLost(LedgerHead watermark, LedgerHead head) implements RestoreState {
    /** Refuses {@code null}. */
    public LedgerLost {
      Objects.requireNonNull(watermark, "watermark");
      Objects.requireNonNull(head, "head");
    }
  }
}
