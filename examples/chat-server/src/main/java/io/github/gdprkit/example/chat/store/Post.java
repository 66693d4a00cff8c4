package io.github.gdprkit.example.chat.store;

import org.jspecify.annotations.Nullable;

/**
 * A message as somebody wrote it.
 *
 * @param rootId the post that this one answers, or null
 */
public record Post(
    long channelId,
    long authorId,
    @Nullable Long rootId,
    String text,
    long createdAt,
    @Nullable Long editedAt) {

  @Override
  public String toString() {
    return "Post[redacted]";
  }
}
