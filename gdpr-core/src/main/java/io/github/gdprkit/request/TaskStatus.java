package io.github.gdprkit.request;

/** How far a piece of work is. */
public enum TaskStatus {
  /** Waits for its turn. */
  PENDING,
  /** A hook was called and has not answered; after a crash it is called again. */
  RUNNING,
  /** Done, and where that can be verified, verified. */
  DONE,
  /** The hook failed, or left something behind; it is tried again with the next run. */
  FAILED,
  /** Waits for a person who does it and says so. */
  MANUAL,
  /** A legal hold is on it; it is taken up again when the hold is released. */
  DEFERRED
}
