package io.github.gdprkit.example.chat.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file beside the database that keeps the lines which an import could not take, as they came,
 * so that nothing is lost. It is made when the first such line comes, and holds personal data.
 */
public final class RejectedLines implements Closeable {

  private final Path path;
  private @Nullable FileChannel file;

  RejectedLines(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /** Takes one line, without its line break, that {@code content} writes. */
  public void add(Content content) throws IOException {
    FileChannel open = open();
    OutputStream out = Channels.newOutputStream(open);
    content.writeTo(out);
    out.write('\n');
  }

  /** What was added is on the disk on return. */
  public void force() throws IOException {
    if (file != null) {
      file.force(true);
    }
  }

  private FileChannel open() throws IOException {
    if (file == null) {
      OwnerOnly.file(path);
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      finishLastLine(file);
    }
    return file;
  }

  /** A run that was killed may have left half a line; the next one begins on a new line. */
  private static void finishLastLine(FileChannel file) throws IOException {
    long size = file.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    file.position(size);
    if (size > 0 && file.read(last, size - 1) == 1 && last.get(0) != '\n') {
      file.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** Writes the bytes of one line. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
