package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/** There is no subprocessor of this id. */
public final class SubprocessorNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient SubprocessorId subprocessor;

  SubprocessorNotFoundException(SubprocessorId subprocessor) {
    super(
        "There is no subprocessor " + subprocessor + "; list all of them to find the right id",
        null);
    this.subprocessor = subprocessor;
  }

  /** Which one. */
  public SubprocessorId subprocessor() {
    return subprocessor;
  }
}
