package io.github.gdprkit.testkit.fault;

/** The process has died; nothing that it does from here on reaches the storage. */
public final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash(int call) {
    super("The process died at writing call " + call + " of the store");
  }
}
