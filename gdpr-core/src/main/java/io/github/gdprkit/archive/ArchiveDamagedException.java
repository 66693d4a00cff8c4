package io.github.gdprkit.archive;

import io.github.gdprkit.GdprException;

/**
 * An archive or draft does not hold what it must. Nothing is lost at the host: delete the archive
 * and export again, after a look at the disk.
 */
public final class ArchiveDamagedException extends GdprException {
  private static final long serialVersionUID = 1L;

  /** For stores and writers; {@code what} is free of personal data. */
  public ArchiveDamagedException(ArchiveId id, String what) {
    super(
        "Archive " + id + " is damaged: " + what + "; check the disk, delete it and export again",
        null);
  }
}
