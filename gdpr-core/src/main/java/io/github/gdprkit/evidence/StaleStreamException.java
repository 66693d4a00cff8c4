package io.github.gdprkit.evidence;

import io.github.gdprkit.GdprException;

/** Somebody else wrote to the same stream first. Read it again, decide again, and retry. */
public final class StaleStreamException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;

  /** For stores. */
  public StaleStreamException(StreamId stream, long expected, long actual) {
    super(
        stream
            + " has "
            + actual
            + " entries and not "
            + expected
            + ", because somebody else was faster; read it again and retry",
        null);
    this.stream = stream;
  }

  /** Which stream. */
  public StreamId stream() {
    return stream;
  }
}
