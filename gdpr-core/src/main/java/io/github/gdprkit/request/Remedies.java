package io.github.gdprkit.request;

/**
 * What a person can do who was refused something (Art. 12(4), 77, 79).
 *
 * @param supervisoryAuthority the one that is competent for the controller, and where to reach it,
 *     on one line
 */
public record Remedies(String supervisoryAuthority) {

  /** Refuses a blank authority with {@link IllegalArgumentException}. */
  public Remedies {
    if (supervisoryAuthority.isBlank()) {
      throw new IllegalArgumentException(
          "Say which supervisory authority is competent and where to reach it");
    }
  }
}
