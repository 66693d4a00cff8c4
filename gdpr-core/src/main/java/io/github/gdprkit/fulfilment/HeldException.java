package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.erasure.HoldId;
import io.github.gdprkit.request.TaskId;

/** A legal hold is on what a person wants to erase by hand. Erase it when the hold is released. */
public final class HeldException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient HoldId hold;

  HeldException(TaskId task, HoldId hold) {
    super(
        "The legal hold "
            + hold
            + " is on the data of task "
            + task
            + "; nothing of it is erased before the hold is released",
        null);
    this.hold = hold;
  }

  /** Which hold. */
  public HoldId hold() {
    return hold;
  }
}
