package io.github.gdprkit.archive;

import io.github.gdprkit.GdprException;
import java.io.IOException;

/**
 * The store failed, because the disk is full, say. What was checkpointed is kept: put the store
 * right and run the same work again.
 */
public final class ArchiveStoreException extends GdprException {
  private static final long serialVersionUID = 1L;

  /** For callers of stores. */
  public ArchiveStoreException(ArchiveId id, IOException cause) {
    super(
        "The store of archive "
            + id
            + " failed ("
            + cause.getClass().getSimpleName()
            + (cause.getMessage() == null ? "" : ": " + cause.getMessage())
            + "); put it right and run the same export again, it goes on from its last checkpoint",
        cause);
  }
}
