package io.github.gdprkit.request;

/** Why answering takes two further months (Art. 12(3)). */
public enum ExtensionReason {
  /** The request is complex. */
  COMPLEXITY,
  /** The person made a number of requests. */
  NUMBER_OF_REQUESTS
}
