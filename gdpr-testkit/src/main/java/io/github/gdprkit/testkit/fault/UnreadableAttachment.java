package io.github.gdprkit.testkit.fault;

import io.github.gdprkit.hook.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/** Bytes of attachments that cannot be read, or not to their end. */
public final class UnreadableAttachment {

  /** What bytes that can be read consist of, over and over. */
  public static final String HALF_READ = "half-read-bytes ";

  private UnreadableAttachment() {}

  /**
   * The file is not in the store any more; the exception names its path, which is personal data.
   */
  public static Attachment.Content missing() {
    return () -> {
      throw new NoSuchFileException("/home/canary.person/photo.jpg");
    };
  }

  /** The store fails in its own way when the file is opened. */
  public static Attachment.Content throwing() {
    return () -> {
      throw new IllegalStateException("No such object: canary.person");
    };
  }

  /** The stream breaks after this many bytes. */
  public static Attachment.Content failingAfter(int bytes) {
    byte[] text = HALF_READ.getBytes(StandardCharsets.US_ASCII);
    byte[] readable = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      readable[i] = text[i % text.length];
    }
    return () -> new SequenceInputStream(new ByteArrayInputStream(readable), new BrokenStream());
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("Connection reset by canary.person");
    }
  }
}
