package io.github.gdprkit.request;

import java.time.Instant;
import java.util.Objects;

/**
 * What a person has to be sent so that they can confirm a request. The host writes the words.
 * {@link #toString()} hides the secret and the address.
 *
 * @param request which request is confirmed with it
 * @param channel where to send it, and nowhere else
 * @param method {@code confirmation-code} or {@code confirmation-link}
 * @param secret the code, for the person to type in; or the token of a link, to be put behind the #
 *     of an address so that it reaches no log
 * @param expiresAt UTC instant from which on it is worth nothing
 */
public record ConfirmationMessage(
    RequestId request,
    ConfirmationChannel channel,
    String method,
    String secret,
    Instant expiresAt) {

  /** Refuses {@code null}. */
  public ConfirmationMessage {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  @Override
  public String toString() {
    return "ConfirmationMessage[" + request + ", " + method + ", redacted]";
  }
}
