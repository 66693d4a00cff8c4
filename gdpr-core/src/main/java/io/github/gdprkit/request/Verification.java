package io.github.gdprkit.request;

import io.github.gdprkit.evidence.Actor;
import java.time.Instant;
import java.util.Objects;

/**
 * That a person is who they say they are (Art. 12(6)): who found so, how, when. Nothing is done on
 * a request that has none.
 *
 * @param level how sure it is
 * @param method how it was done: lower case words joined by hyphens, such as {@code
 *     confirmation-code}
 * @param by who found so
 * @param at UTC instant
 */
public record Verification(IdentityLevel level, String method, Actor by, Instant at) {

  /** Refuses a malformed method with {@link IllegalArgumentException}. */
  public Verification {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(at, "at");
    if (!method.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "The method of a verification is lower case words joined by hyphens, such as"
              + " confirmation-code");
    }
  }
}
