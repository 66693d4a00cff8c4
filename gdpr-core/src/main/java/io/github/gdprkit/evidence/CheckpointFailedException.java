package io.github.gdprkit.evidence;

import io.github.gdprkit.GdprException;

/**
 * The evidence is recorded, but the checkpoint that was due could not be kept. Mend the store of
 * checkpoints; what was done is done, and the next append tries again.
 */
public final class CheckpointFailedException extends GdprException {
  private static final long serialVersionUID = 1L;

  CheckpointFailedException(EvidenceHead head, Throwable cause) {
    super(
        "The evidence up to entry "
            + head.seq()
            + " is recorded, but the checkpoint that is due could not be kept; mend the store of"
            + " checkpoints, the next append tries again",
        cause);
  }
}
