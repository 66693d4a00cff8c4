package io.github.gdprkit.example.chat.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file beside the database that keeps the lines which an import could not take, as they came,
 * so that nothing is lost. It is made when the first such line comes, and holds personal data.
 *
 * <p>Whoever adds or removes lines holds a lock on an empty file beside it meanwhile. Removing puts
 * a new file in the place of the old one, so the lock cannot be on the file itself.
 */
public final class RejectedLines implements Closeable {

  /** Four times the longest line that an import reads. */
  private static final int LONGEST_LINE = 64 << 20;

  private final Path path;
  private @Nullable FileChannel lock;
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

  /** Shows the lines, without their line breaks, until the reader has seen enough. */
  public void read(Reader reader) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      long number = 0;
      for (byte[] line = next(in); line != null; line = next(in)) {
        if (!reader.read(++number, line)) {
          return;
        }
      }
    } catch (NoSuchFileException e) {
      // No import ever rejected a line, or somebody has dealt with them.
    }
  }

  /**
   * Removes the first lines that fit, and keeps the others byte for byte. The new file replaces the
   * old one at once or not at all.
   *
   * @param limit how many lines to remove at most
   * @return how many were removed
   * @throws ChatException when an import is adding lines, or a line is too long to be looked at
   */
  public int remove(int limit, Matcher matcher) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    if (Files.notExists(next) && !holdsOneOf(matcher)) {
      return 0;
    }
    lock();
    OwnerOnly.file(next);
    int[] removed = new int[1];
    try (FileChannel target =
            FileChannel.open(next, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(target), 1 << 16)) {
      read(
          (number, line) -> {
            if (removed[0] < limit && matcher.matches(line)) {
              removed[0]++;
            } else {
              out.write(line);
              out.write('\n');
            }
            return true;
          });
      out.flush();
      target.force(true);
    }
    if (removed[0] == 0) {
      // There was nothing but what a removal that was killed had copied.
      Files.delete(next);
      return 0;
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = path.getParent();
    if (folder != null) {
      OwnerOnly.force(folder);
    }
    return removed[0];
  }

  private boolean holdsOneOf(Matcher matcher) throws IOException {
    boolean[] holds = new boolean[1];
    read(
        (number, line) -> {
          holds[0] = matcher.matches(line);
          return !holds[0];
        });
    return holds[0];
  }

  private byte @Nullable [] next(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() == LONGEST_LINE) {
        throw new ChatException(
            "%s holds a line that is too long to be looked at. Move it elsewhere and try again"
                .formatted(path));
      }
      line.write(next);
    }
    return line.toByteArray();
  }

  private FileChannel open() throws IOException {
    if (file == null) {
      lock();
      OwnerOnly.file(path);
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      finishLastLine(file);
    }
    return file;
  }

  private void lock() throws IOException {
    if (lock != null) {
      return;
    }
    Path beside = path.resolveSibling(path.getFileName() + ".lock");
    OwnerOnly.file(beside);
    FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held == null) {
        throw new ChatException(
            "another program is changing %s. Wait, then try again".formatted(path));
      }
      lock = channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new ChatException(
          "another thread is changing %s. Wait, then try again".formatted(path), e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
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
    try {
      if (file != null) {
        file.close();
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }

  /** Writes the bytes of one line. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Is shown the lines, counted from 1, and says whether it wants more. */
  @FunctionalInterface
  public interface Reader {
    boolean read(long number, byte[] line) throws IOException;
  }

  /** Tells which lines are meant. */
  @FunctionalInterface
  public interface Matcher {
    boolean matches(byte[] line) throws IOException;
  }
}
