package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.archive.ArchiveId;

/** The thread of an export was interrupted. Run the same order again; it goes on. */
public final class ExportInterruptedException extends GdprException {
  private static final long serialVersionUID = 1L;

  ExportInterruptedException(ArchiveId id, Exception cause) {
    super(
        "The export into "
            + id
            + " was interrupted; run the same order again, it goes on from its last checkpoint",
        cause);
  }
}
