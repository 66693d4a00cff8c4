package io.github.gdprkit.evidence;

import io.github.gdprkit.GdprException;

/**
 * What should be a key of checkpoints is none. Give the right file, or restore it from its backup.
 */
public final class CheckpointKeyException extends GdprException {
  private static final long serialVersionUID = 1L;

  CheckpointKeyException(String what) {
    super(what + "; give the right file, or restore it from its backup", null);
  }
}
