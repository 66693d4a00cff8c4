package io.github.gdprkit.example.chat.gdpr;

import org.jspecify.annotations.Nullable;

/**
 * How a channel is called.
 *
 * @param kind O open, P private, D direct, G group
 * @param name of an open or private channel; a direct or group channel has none of its own
 * @param team that the channel belongs to
 * @param firstMember of a direct channel, else 0
 * @param secondMember of a direct channel, the first one again in a note to oneself, else 0
 */
record ChannelLabel(
    String kind,
    @Nullable String name,
    @Nullable String team,
    long firstMember,
    long secondMember) {

  /** Of a channel that is not here. */
  static final ChannelLabel UNKNOWN = new ChannelLabel("P", null, null, 0, 0);

  boolean isConversation() {
    return kind.equals("D") || kind.equals("G");
  }

  boolean isDirect() {
    return kind.equals("D");
  }

  /** Whom a direct message by this person goes to. */
  long otherThan(long person) {
    return firstMember == person ? secondMember : firstMember;
  }
}
