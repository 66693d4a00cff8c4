package io.github.gdprkit.archive;

import io.github.gdprkit.GdprException;

/**
 * Somebody else is writing this archive now, or took it over from whoever gets this. Wait for that
 * work to end, then try again.
 */
public final class ArchiveInUseException extends GdprException {
  private static final long serialVersionUID = 1L;

  /** For stores. */
  public ArchiveInUseException(ArchiveId id) {
    super(
        "Archive "
            + id
            + " is being written by another process; wait until it has ended and try again",
        null);
  }
}
