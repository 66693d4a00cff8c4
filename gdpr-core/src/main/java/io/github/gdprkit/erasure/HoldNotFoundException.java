package io.github.gdprkit.erasure;

import io.github.gdprkit.GdprException;

/** There is no legal hold of this id. */
public final class HoldNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient HoldId hold;

  /** For whoever looked for it. */
  public HoldNotFoundException(HoldId hold) {
    super("There is no legal hold " + hold + "; list the active holds to find the right id", null);
    this.hold = hold;
  }

  /** Which hold. */
  public HoldId hold() {
    return hold;
  }
}
