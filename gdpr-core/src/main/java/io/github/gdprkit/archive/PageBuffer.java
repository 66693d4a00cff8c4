package io.github.gdprkit.archive;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * The bytes of one page: it grows, is filled again and again, and hands its array out instead of
 * copying it. Not for more than one thread at a time.
 */
public final class PageBuffer extends OutputStream {

  private final int initialCapacity;
  private byte[] bytes;
  private int size;

  /** An empty buffer with room for this many bytes. */
  public PageBuffer(int initialCapacity) {
    this.initialCapacity = initialCapacity;
    this.bytes = new byte[initialCapacity];
  }

  @Override
  public void write(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, size, count);
    size += count;
  }

  /** How many bytes are in it. */
  public int size() {
    return size;
  }

  /** Empties it. Room that one giant record needed is given back. */
  public void reset() {
    size = 0;
    if (bytes.length > 4L * initialCapacity) {
      bytes = new byte[initialCapacity];
    }
  }

  /** The array itself; the first {@link #size()} bytes count. */
  byte[] array() {
    return bytes;
  }

  /** Makes room for this many more bytes and says nothing of them yet. */
  void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes,
              (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 3L / 2)));
    }
  }

  /** Counts bytes that were written into {@link #array()} behind {@link #size()}. */
  void advance(int count) {
    size += count;
  }
}
