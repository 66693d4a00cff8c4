package io.github.gdprkit.register;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person's consent to one purpose (Art. 4(11), 7). Does not say whose it is.
 *
 * @param id its name in evidence
 * @param text which words
 * @param textSha256 what the words were, as {@link ConsentText#sha256}
 * @param channel by which means it was given
 * @param givenAt when, UTC
 * @param end how it ended, {@code null} while it stands
 */
public record Consent(
    ConsentId id,
    ConsentTextId text,
    String textSha256,
    String channel,
    Instant givenAt,
    @Nullable ConsentEnd end) {

  /** Refuses {@code null}. */
  public Consent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(textSha256, "textSha256");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(givenAt, "givenAt");
  }

  /** Whether it has not ended. */
  public boolean stands() {
    return end == null;
  }
}
