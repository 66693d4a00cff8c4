package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/**
 * A controller answered that was not told of this subprocessor. Look at whether it is the right
 * controller and the right subprocessor, and whether the notice is still to come.
 */
public final class ControllerNotConcernedException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient SubprocessorId subprocessor;

  ControllerNotConcernedException(SubprocessorId subprocessor) {
    super(
        "The controller is not concerned by the subprocessor "
            + subprocessor
            + ": no notice went to it; check both ids",
        null);
    this.subprocessor = subprocessor;
  }

  /** Which subprocessor. */
  public SubprocessorId subprocessor() {
    return subprocessor;
  }
}
