package io.github.gdprkit.archive;

import io.github.gdprkit.GdprException;

/** The archive is finished. Read it, or choose a new id for new content. */
public final class ArchiveSealedException extends GdprException {
  private static final long serialVersionUID = 1L;

  /** For stores. */
  public ArchiveSealedException(ArchiveId id) {
    super(
        "Archive " + id + " is finished already; choose another id, or delete it to export anew",
        null);
  }
}
