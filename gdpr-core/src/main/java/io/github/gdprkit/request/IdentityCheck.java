package io.github.gdprkit.request;

import java.time.Instant;
import java.util.Objects;

/**
 * What became of asking for a proof of identity. Can be shown to whoever asked: it does not tell
 * whether the claimed person is known.
 */
public sealed interface IdentityCheck {

  /**
   * A check has begun. If the person is known, they can answer now.
   *
   * @param answerBefore UTC instant from which on no answer counts
   */
  record Begun(Instant answerBefore) implements IdentityCheck {
    /** Refuses {@code null}. */
    public Begun {
      Objects.requireNonNull(answerBefore, "answerBefore");
    }
  }

  /**
   * None has begun, because too many have for this identity. The one before goes on.
   *
   * @param possibleFrom UTC instant from which on a new one can be
   */
  record NotYet(Instant possibleFrom) implements IdentityCheck {
    /** Refuses {@code null}. */
    public NotYet {
      Objects.requireNonNull(possibleFrom, "possibleFrom");
    }
  }
}
