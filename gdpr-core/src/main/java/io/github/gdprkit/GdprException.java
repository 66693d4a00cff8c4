package io.github.gdprkit;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that a caller of this library can act on. Each final type below it is one
 * thing that can be done about it, and its message says what to do next. Messages name requests,
 * archives and hooks, never the data subject. Wrong arguments stay {@link IllegalArgumentException}
 * and {@link NullPointerException}.
 */
public abstract class GdprException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * For the types below.
   *
   * @param message what happened and what to do next, free of personal data
   * @param cause what led to it, or {@code null}
   */
  protected GdprException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
