package io.github.gdprkit.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One draft in memory, for tests that cannot use the test kit because it uses the core. */
final class MemoryStore implements ArchiveStore {

  final List<byte[]> checkpoints = new ArrayList<>();
  byte[] bytes = new byte[1 << 16];
  int length;
  private boolean isSealed;

  byte[] sealed() {
    if (!isSealed) {
      throw new IllegalStateException("The archive was not sealed");
    }
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public ArchiveDraft draft(ArchiveId id) {
    return new Draft();
  }

  @Override
  public SeekableByteChannel open(ArchiveId id) {
    throw new AssertionError("A writer neither opens nor deletes archives");
  }

  @Override
  public boolean delete(ArchiveId id) {
    throw new AssertionError("A writer neither opens nor deletes archives");
  }

  private final class Draft implements ArchiveDraft {

    @Override
    public long length() {
      return length;
    }

    @Override
    public void append(long expectedLength, byte[] added, int offset, int count) {
      while (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      System.arraycopy(added, offset, bytes, length, count);
      length += count;
    }

    @Override
    public void checkpoint(long expectedLength, byte[] checkpoint) {
      checkpoints.add(checkpoint);
    }

    @Override
    public void truncate(long newLength) {
      length = (int) newLength;
    }

    @Override
    public void replay(CheckpointVisitor visitor) throws IOException {
      for (byte[] checkpoint : checkpoints) {
        visitor.visit(checkpoint);
      }
    }

    @Override
    public InputStream read(long from) {
      return new ByteArrayInputStream(bytes, (int) from, length - (int) from);
    }

    @Override
    public void seal(long expectedLength) {
      isSealed = true;
    }

    @Override
    public void close() {}
  }
}
