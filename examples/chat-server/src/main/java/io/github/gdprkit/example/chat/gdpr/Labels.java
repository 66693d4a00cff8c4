package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.BoundedCache;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of people and channels that were looked up lately, shared by all hooks. */
final class Labels {

  private static final int KEPT = 10_000;

  private final Map<Long, String> usernames = new BoundedCache<>(KEPT);
  private final Map<Long, ChannelLabel> channels = new BoundedCache<>(KEPT);

  synchronized @Nullable String username(long userId) {
    return usernames.get(userId);
  }

  synchronized String rememberUsername(long userId, String username) {
    usernames.put(userId, username);
    return username;
  }

  /** Forgets all: somebody has another name now, or none. */
  synchronized void forget() {
    usernames.clear();
    channels.clear();
  }

  synchronized @Nullable ChannelLabel channel(long channelId) {
    return channels.get(channelId);
  }

  synchronized ChannelLabel rememberChannel(long channelId, ChannelLabel label) {
    channels.put(channelId, label);
    return label;
  }
}
