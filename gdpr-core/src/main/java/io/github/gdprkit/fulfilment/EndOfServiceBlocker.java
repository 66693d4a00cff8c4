package io.github.gdprkit.fulfilment;

import java.util.Objects;

/**
 * Something that has to be settled before everyone's data can be erased.
 *
 * @param kind what
 * @param reference which: the id of a legal hold or of a request
 * @param text what it is and what to do about it, for staff; no personal data
 */
public record EndOfServiceBlocker(Kind kind, String reference, String text) {

  /** Refuses {@code null}. */
  public EndOfServiceBlocker {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(text, "text");
  }

  /** What can be in the way. */
  public enum Kind {
    /** A legal hold on somebody (Art. 17(3)). */
    LEGAL_HOLD,
    /** A data subject's request that is not answered, or has work left. */
    OPEN_REQUEST,
    /** A restriction in force, where nothing is returned (Art. 18(1)(b), (c)). */
    RESTRICTION
  }
}
