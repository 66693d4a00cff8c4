package io.github.gdprkit.hook;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of work calls of a hook belong to, and who has it. Made by the library; tests of a
 * hook make one where they play several runs.
 *
 * @param key names the work; whoever does it again after a crash or on another node does it under
 *     the same key, and work that begins at the start again has another one
 * @param fence the number under which the work is held, greater than that of whoever held it
 *     before; {@code null} where nobody else can hold it
 */
public record Assignment(String key, @Nullable Long fence) {

  /** Refuses a blank key with {@link IllegalArgumentException}. */
  public Assignment {
    if (key.isBlank()) {
      throw new IllegalArgumentException("An assignment needs a key that names the work");
    }
  }

  /**
   * A piece of work.
   *
   * @param reference of the request, or of the end of a service
   * @param work what is done to what, such as {@code erase.messages-sent}
   * @param attempt which of several beginnings at the start this is
   */
  public static Assignment of(PartyId controller, String reference, String work, String attempt) {
    return new Assignment(hash(controller.value(), reference, work, attempt), null);
  }

  /** All of what an approval allows, as one piece of work: for calls outside of requests. */
  public static Assignment of(Approval approval) {
    return new Assignment(hash(approval.reference()), null);
  }

  /** The same, held under this number. */
  public Assignment under(long newFence) {
    return new Assignment(key, newFence);
  }

  /** The call that begins behind this cursor. */
  OperationId operation(@Nullable String after) {
    return new OperationId(after == null ? hash(key) : hash(key, after));
  }

  OptionalLong held() {
    return fence == null ? OptionalLong.empty() : OptionalLong.of(fence);
  }

  /** With their lengths before them, so that no two lists read alike. */
  private static String hash(String... parts) {
    StringBuilder text = new StringBuilder("gdprkit operation 1");
    for (String part : parts) {
      Objects.requireNonNull(part, "part");
      text.append('\n').append(part.length()).append(':').append(part);
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
