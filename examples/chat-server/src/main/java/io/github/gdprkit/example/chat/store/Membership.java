package io.github.gdprkit.example.chat.store;

import org.jspecify.annotations.Nullable;

/**
 * How one person takes part in a channel.
 *
 * @param notifyProps the person's notification settings there, as JSON
 */
public record Membership(
    String roles, boolean favorite, @Nullable String notifyProps, @Nullable Long joinedAt) {

  @Override
  public String toString() {
    return "Membership[redacted]";
  }
}
