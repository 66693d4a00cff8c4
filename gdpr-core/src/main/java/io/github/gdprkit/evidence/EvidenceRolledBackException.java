package io.github.gdprkit.evidence;

import io.github.gdprkit.GdprException;

/**
 * The database has less evidence than a signed checkpoint says, or other evidence: it was restored
 * from a backup, or rewritten. Find out which. If it was restored, record that with {@link
 * EvidenceLog#acknowledgeRestore}; do not start before.
 */
public final class EvidenceRolledBackException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final long lastSeq;
  private final long checkpointSeq;

  EvidenceRolledBackException(EvidenceHead head, EvidenceCheckpoint checkpoint) {
    super(
        "The evidence in the database "
            + (head.seq() < checkpoint.seq()
                ? "ends at entry " + head.seq()
                : "has another entry " + checkpoint.seq())
            + ", but the checkpoint of "
            + checkpoint.at()
            + " covers "
            + checkpoint.seq()
            + " entries: the database was restored from a backup or rewritten. Find out which; if"
            + " it was restored, acknowledge the restore, and it is recorded",
        null);
    this.lastSeq = head.seq();
    this.checkpointSeq = checkpoint.seq();
  }

  /** Where the chain in the database ends. */
  public long lastSeq() {
    return lastSeq;
  }

  /** How many entries the checkpoint covers. */
  public long checkpointSeq() {
    return checkpointSeq;
  }
}
