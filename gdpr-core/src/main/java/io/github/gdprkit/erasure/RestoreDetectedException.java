package io.github.gdprkit.erasure;

import io.github.gdprkit.GdprException;

/**
 * The database is older than the ledger of erasures: a backup was restored, or the process died
 * just before it committed. People who were erased may be back. Run the replay, then go on.
 */
public final class RestoreDetectedException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient RestoreState.ReplayOutstanding state;

  RestoreDetectedException(RestoreState.ReplayOutstanding state) {
    super(
        "The database stands at entry "
            + state.watermark().seq()
            + " of the ledger of erasures, which has "
            + state.head().seq()
            + ": a backup was restored, or the last commit was lost. Run the replay; nothing is"
            + " served until it is done",
        null);
    this.state = state;
  }

  /** From where to where the replay goes. */
  public RestoreState.ReplayOutstanding state() {
    return state;
  }
}
