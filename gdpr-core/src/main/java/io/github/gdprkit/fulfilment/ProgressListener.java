package io.github.gdprkit.fulfilment;

/**
 * Is told how far work is: when a phase begins and when a page became durable. Called by one thread
 * at a time, not always the same. What it throws is logged and does not stop the work.
 */
@FunctionalInterface
public interface ProgressListener {

  /** The work has come this far. */
  void progressed(Progress progress);

  /** For callers who do not want to know. */
  static ProgressListener none() {
    return progress -> {};
  }
}
