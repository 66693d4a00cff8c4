package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/** The register has a subprocessor of this id. Propose the new one under an id of its own. */
public final class DuplicateSubprocessorException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient SubprocessorId subprocessor;

  DuplicateSubprocessorException(SubprocessorId subprocessor) {
    super(
        "There is a subprocessor "
            + subprocessor
            + " already; an entry is never used again, propose under another id, such as "
            + subprocessor
            + "-2",
        null);
    this.subprocessor = subprocessor;
  }

  /** Which one. */
  public SubprocessorId subprocessor() {
    return subprocessor;
  }
}
