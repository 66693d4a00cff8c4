package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/**
 * The words of a subprocessor are not those that the register wrote: they were changed or erased
 * behind its back. Look at the database, and restore the sheet from a backup.
 */
public final class SubprocessorSheetAlteredException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient SubprocessorId subprocessor;

  SubprocessorSheetAlteredException(SubprocessorId subprocessor) {
    super(
        "The sheet of the subprocessor "
            + subprocessor
            + " is not the one that its evidence names; restore it from a backup",
        null);
    this.subprocessor = subprocessor;
  }

  /** Which one. */
  public SubprocessorId subprocessor() {
    return subprocessor;
  }
}
