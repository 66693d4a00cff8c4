package io.github.gdprkit.register;

import java.time.Instant;
import java.util.Objects;

/**
 * How a consent ended. What was done before stays lawful (Art. 7(3)).
 *
 * @param kind by what
 * @param at when, UTC
 * @param channel by which means it was withdrawn; empty for one that was replaced
 */
public record ConsentEnd(Kind kind, Instant at, String channel) {

  /** What can end a consent. */
  public enum Kind {
    /** The person withdrew it. */
    WITHDRAWN,
    /** The person consented to other words for the same purpose. */
    REPLACED
  }

  /** Refuses {@code null}. */
  public ConsentEnd {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(channel, "channel");
  }
}
