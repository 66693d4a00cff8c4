package io.github.gdprkit.hook;

import io.github.gdprkit.GdprException;

/**
 * A hook used its {@link RecordSink} in a way that the contract does not allow. The message names
 * the hook, the field and what to do; a programming error in the hook, to be mended there.
 */
public final class SinkMisuseException extends GdprException {
  private static final long serialVersionUID = 1L;

  /** For sinks. */
  public SinkMisuseException(HookId hook, String whatAndWhatToDo) {
    super("Hook " + hook + " misused its sink: " + whatAndWhatToDo, null);
  }
}
