package io.github.gdprkit.benchmark.chat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What is inside of an archive: unpacked and counted, whichever program made it.
 *
 * @param records messages
 * @param bytes of JSON that they stand in
 */
record ArchiveCount(long records, long bytes) {

  private static final int TAR_BLOCK = 512;

  /**
   * Counts what files of messages hold.
   *
   * @param file a ZIP, or a tar with gzip
   * @param mark what each message has once, and nothing else in these files
   */
  static ArchiveCount of(Path file, String mark) throws IOException {
    Counter counter = new Counter(mark.getBytes(StandardCharsets.US_ASCII));
    if (file.toString().endsWith(".zip")) {
      zip(file, counter);
    } else {
      tar(file, counter);
    }
    return new ArchiveCount(counter.found, counter.bytes);
  }

  private static void zip(Path file, Counter counter) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith("messages") && (name.endsWith(".jsonl") || name.endsWith(".json"))) {
          try (InputStream in = zip.getInputStream(entry)) {
            counter.count(in, entry.getSize());
          }
        }
      }
    }
  }

  private static void tar(Path file, Counter counter) throws IOException {
    try (InputStream in =
        new BufferedInputStream(
            new GZIPInputStream(Files.newInputStream(file), 1 << 16), 1 << 16)) {
      byte[] head = in.readNBytes(TAR_BLOCK);
      while (head.length == TAR_BLOCK && head[0] != 0) {
        String octal = new String(head, 124, 11, StandardCharsets.US_ASCII).strip();
        long size = Long.parseLong(octal, 8);
        counter.count(in, size);
        in.skipNBytes(-size & TAR_BLOCK - 1);
        head = in.readNBytes(TAR_BLOCK);
      }
    }
  }

  private static final class Counter {
    private final byte[] mark;
    private final byte[] buffer = new byte[1 << 16];
    private long found;
    private long bytes;

    Counter(byte[] mark) {
      this.mark = mark;
    }

    void count(InputStream in, long size) throws IOException {
      int matched = 0;
      for (long left = size; left > 0; ) {
        int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (got < 0) {
          throw new EOFException();
        }
        for (int i = 0; i < got; i++) {
          // A mark has its first byte, a quote, at its start and its end: no other overlap.
          if (buffer[i] == mark[matched]) {
            matched++;
            if (matched == mark.length) {
              found++;
              matched = 0;
            }
          } else {
            matched = buffer[i] == mark[0] ? 1 : 0;
          }
        }
        left -= got;
      }
      bytes += size;
    }
  }
}
