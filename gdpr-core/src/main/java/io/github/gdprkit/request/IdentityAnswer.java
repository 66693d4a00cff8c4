package io.github.gdprkit.request;

import java.util.Objects;

/** What an answer to a check of identity was worth. */
public sealed interface IdentityAnswer {

  /**
   * The person is who they say they are. Said once: store the verification with the request. When
   * that fails, ask again.
   *
   * @param verification what to store
   */
  record Confirmed(Verification verification) implements IdentityAnswer {
    /** Refuses {@code null}. */
    public Confirmed {
      Objects.requireNonNull(verification, "verification");
    }
  }

  /**
   * Not confirmed. There is one such answer, whether it was wrong, late, once too many, used before
   * or for somebody unknown.
   */
  record NotConfirmed() implements IdentityAnswer {}
}
