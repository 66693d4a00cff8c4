package io.github.gdprkit.fulfilment;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.archive.ArchiveId;

/**
 * The archive of this id was begun, or is finished, for another person, policy or set of hooks.
 * Mixing the two would hand one person's data to another; so choose another archive, or delete the
 * draft.
 */
public final class DraftOfAnotherOrderException extends GdprException {
  private static final long serialVersionUID = 1L;

  DraftOfAnotherOrderException(ArchiveId id, String difference) {
    super(
        "The archive "
            + id
            + " was begun for another order ("
            + difference
            + "); choose another archive, or delete the draft to begin anew",
        null);
  }
}
