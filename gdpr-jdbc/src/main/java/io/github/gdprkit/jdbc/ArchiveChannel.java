package io.github.gdprkit.jdbc;

import io.github.gdprkit.jdbc.ArchiveTables.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive where it is asked to, a chunk at a time, of which the last is kept. Holds no
 * connection between two reads.
 */
final class ArchiveChannel implements SeekableByteChannel {

  /** Finds the bytes of one archive. */
  @FunctionalInterface
  interface Chunks {

    /** The chunk in which this byte is; throws when there is none. */
    Chunk with(long position) throws IOException;
  }

  private final Chunks chunks;
  private final long size;
  private @Nullable Chunk chunk;
  private long position;
  private boolean isClosed;

  ArchiveChannel(Chunks chunks, long size) {
    this.chunks = chunks;
    this.size = size;
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    requireOpen();
    if (position >= size) {
      return -1;
    }
    int wanted = (int) Math.min(target.remaining(), size - position);
    int count = 0;
    while (count < wanted) {
      Chunk here = chunkHere();
      int from = (int) (position - here.startsAt());
      int some = Math.min(wanted - count, here.bytes().length - from);
      target.put(here.bytes(), from, some);
      position += some;
      count += some;
    }
    return count;
  }

  private Chunk chunkHere() throws IOException {
    Chunk here = chunk;
    if (here == null || position < here.startsAt() || position >= here.end()) {
      here = chunks.with(position);
      chunk = here;
    }
    return here;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public synchronized long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public synchronized SeekableByteChannel position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("The bytes of an archive are counted from 0");
    }
    position = newPosition;
    return this;
  }

  @Override
  public synchronized long size() throws IOException {
    requireOpen();
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public synchronized boolean isOpen() {
    return !isClosed;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    chunk = null;
  }

  private void requireOpen() throws ClosedChannelException {
    if (isClosed) {
      throw new ClosedChannelException();
    }
  }
}
