package io.github.gdprkit.hook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a record. Its bytes are read later, once, by another thread, when the page
 * it stands on is being stored; so {@link Content#open()} must not need the connection or
 * transaction that the hook read the page with. Bytes that are missing or unreadable are listed in
 * the manifest with the reason, and the export goes on.
 *
 * @param id the host's key of the file
 * @param name the name that the data subject gave it; any text, the archive makes a safe name of it
 * @param mediaType such as {@code image/png}, or {@code null} when it is not known
 * @param bytes the size as far as it is known, else 0
 * @param content where the bytes come from
 */
public record Attachment(
    String id, String name, @Nullable String mediaType, long bytes, Content content) {

  /** Refuses a negative size with {@link IllegalArgumentException}. */
  public Attachment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
    if (bytes < 0) {
      throw new IllegalArgumentException("An attachment cannot have " + bytes + " bytes");
    }
  }

  /** Opens the bytes. */
  @FunctionalInterface
  public interface Content {

    /**
     * A new stream of all bytes; the library closes it.
     *
     * @throws IOException when the bytes are missing or cannot be read
     */
    InputStream open() throws IOException;
  }

  @Override
  public String toString() {
    return "Attachment[redacted, " + bytes + " bytes]";
  }
}
