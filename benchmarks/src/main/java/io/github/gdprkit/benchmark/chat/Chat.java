package io.github.gdprkit.benchmark.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A database that has the chat in it.
 *
 * @param database its name for people
 * @param data what was put in
 * @param server what its server uses; {@code null} where that cannot be seen
 */
record Chat(String database, ChatData data, String url, @Nullable ServerCpu server) {

  int messagesOf(long person) {
    return Objects.requireNonNull(data.written().get(person), "somebody who wrote a known number");
  }
}
