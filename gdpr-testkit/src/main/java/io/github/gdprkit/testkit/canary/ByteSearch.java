package io.github.gdprkit.testkit.canary;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches a stream for many byte patterns at once, through a window of fixed size. The first four
 * bytes of each pattern are indexed; at most places a look at one bit tells that nothing begins
 * there.
 */
final class ByteSearch {

  static final int WINDOW = 64 * 1024;
  private static final int BITS = 1 << 20;

  private final Map<Integer, List<CanaryForm>> byStart = new HashMap<>();
  private final long[] starts = new long[BITS / Long.SIZE];
  private final int longest;

  ByteSearch(List<CanaryForm> patterns) {
    int length = 4;
    for (CanaryForm pattern : patterns) {
      int start = start(pattern.bytes(), 0);
      byStart.computeIfAbsent(start, key -> new ArrayList<>()).add(pattern);
      int hash = hash(start);
      starts[hash >>> 6] |= 1L << hash;
      length = Math.max(length, pattern.bytes().length);
    }
    longest = length;
  }

  /** What is told of each occurrence. */
  @FunctionalInterface
  interface Visitor {
    void found(CanaryForm pattern, long offset);
  }

  /** Reads to the end; closing is the caller's. */
  void search(InputStream stream, Visitor visitor) throws IOException {
    byte[] buffer = new byte[WINDOW + longest];
    int filled = 0;
    long offset = 0;
    while (true) {
      int count = stream.readNBytes(buffer, filled, buffer.length - filled);
      filled += count;
      boolean isLast = filled < buffer.length;
      // What begins near the end of the window is looked at when more of it is there.
      int end = isLast ? filled : filled - longest + 1;
      searchWindow(buffer, filled, end, offset, visitor);
      if (isLast) {
        return;
      }
      System.arraycopy(buffer, end, buffer, 0, filled - end);
      offset += end;
      filled -= end;
    }
  }

  private void searchWindow(byte[] buffer, int filled, int end, long offset, Visitor visitor) {
    int last = Math.min(end, filled - 3);
    // The bytes of the place before move one on, and one comes in at the top.
    int start = last > 0 ? start(buffer, 0) << 8 : 0;
    for (int i = 0; i < last; i++) {
      start = start >>> 8 | buffer[i + 3] << 24;
      int hash = hash(start);
      if ((starts[hash >>> 6] & 1L << hash) != 0) {
        foundAt(buffer, i, filled, start, offset, visitor);
      }
    }
  }

  private void foundAt(byte[] buffer, int at, int filled, int start, long offset, Visitor visitor) {
    for (CanaryForm pattern : byStart.getOrDefault(start, List.of())) {
      if (at + pattern.bytes().length <= filled && pattern.isAt(buffer, at)) {
        visitor.found(pattern, offset + at);
      }
    }
  }

  private static int start(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  private static int hash(int start) {
    return (start * 0x9E3779B1) >>> 12;
  }
}
