package io.github.gdprkit.request;

/**
 * How a person was identified (Art. 12(6)). The proof itself is not kept, only that there was one.
 */
public enum IdentityLevel {
  /** Signed in to the account that the request is about. */
  SIGNED_IN,
  /** Answered over a channel that was on file before the request came. */
  CHANNEL_ON_FILE,
  /** Known to the staff member who says so, or seen by them with what proves it. */
  SEEN_BY_STAFF,
  /** Named by the controller on whose behalf the data is processed, who knows who it is. */
  INSTRUCTED_BY_CONTROLLER
}
