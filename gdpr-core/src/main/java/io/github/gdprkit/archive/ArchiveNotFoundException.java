package io.github.gdprkit.archive;

import io.github.gdprkit.GdprException;

/** There is no finished archive of this id. Finish the draft first, if there is one. */
public final class ArchiveNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  /** For stores. */
  public ArchiveNotFoundException(ArchiveId id) {
    super("There is no finished archive " + id + "; run its export to the end first", null);
  }
}
