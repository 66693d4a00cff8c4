package io.github.gdprkit.request;

import java.time.Instant;
import java.util.Objects;

/**
 * A way to reach a person that the host had on file before they asked for anything, such as the
 * mail address of their account. Personal data, so {@link #toString()} hides the address.
 *
 * @param kind lower case words joined by hyphens, such as {@code email}
 * @param address where it leads, for the host's own sender; not blank
 * @param onFileSince UTC instant since when the host has had exactly this address
 */
public record ConfirmationChannel(String kind, String address, Instant onFileSince) {

  /** Refuses a malformed kind or a blank address with {@link IllegalArgumentException}. */
  public ConfirmationChannel {
    Objects.requireNonNull(onFileSince, "onFileSince");
    if (!kind.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "The kind of a channel is lower case words joined by hyphens, such as email");
    }
    if (address.isBlank()) {
      throw new IllegalArgumentException("A channel needs an address; leave out what has none");
    }
  }

  @Override
  public String toString() {
    return "ConfirmationChannel[" + kind + ", redacted]";
  }
}
