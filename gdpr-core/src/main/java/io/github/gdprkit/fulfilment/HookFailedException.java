package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.hook.HookId;

/** A hook failed at something that is not repeated by itself. Mend it, and do the same again. */
public final class HookFailedException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient HookId hook;

  /** The type and not the message: a host's messages can quote data. */
  HookFailedException(HookId hook, Exception thrown) {
    super(
        "Hook "
            + hook
            + " failed with "
            + thrown.getClass().getName()
            + "; mend it, and do the same again",
        null);
    this.hook = hook;
  }

  /** Which hook. */
  public HookId hook() {
    return hook;
  }
}
