package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;

/** What was tried cannot happen to a subprocessor where it stands. The message says what can. */
public final class IllegalSubprocessorMoveException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient SubprocessorId subprocessor;
  private final SubprocessorStatus from;

  IllegalSubprocessorMoveException(
      SubprocessorId subprocessor, SubprocessorStatus from, SubprocessorStatus to) {
    super(
        "Subprocessor %s cannot go from %s to %s; from %s it can go to %s"
            .formatted(subprocessor, from, to, from, from.next()),
        null);
    this.subprocessor = subprocessor;
    this.from = from;
  }

  IllegalSubprocessorMoveException(
      SubprocessorId subprocessor, SubprocessorStatus from, String tried, String otherwise) {
    super(
        "Subprocessor %s takes no %s now: %s. It is %s and can go to %s"
            .formatted(subprocessor, tried, otherwise, from, from.next()),
        null);
    this.subprocessor = subprocessor;
    this.from = from;
  }

  /** Which one. */
  public SubprocessorId subprocessor() {
    return subprocessor;
  }

  /** Where it stands. */
  public SubprocessorStatus from() {
    return from;
  }
}
