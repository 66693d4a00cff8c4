package io.github.gdprkit.jdbc.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker process says of itself, a line for each thing, forced to disk before it goes on: it
 * outlives the process, which standard output does not. Written by one process after the other and
 * read by the one that kills them.
 */
final class Journal implements AutoCloseable {

  /** A process has opened everything. */
  static final String STARTED = "started";

  /** A process has nothing left to do. */
  static final String ENDED = "ended";

  /** A step returned. */
  static final String ACKNOWLEDGED = "acknowledged";

  /** A hook is about to act. */
  static final String CALLED = "called";

  /** What a hook did is committed. */
  static final String ACTED = "acted";

  /** A hook was asked to do what it had done before, and has said again what came of it. */
  static final String RECOGNISED = "recognised";

  /** Something failed, and is tried again. */
  static final String FAILED = "failed";

  /**
   * A line.
   *
   * @param pid who wrote it
   * @param what happened, one of the constants
   * @param request which request it is about, or {@code -}
   * @param subject a step, or a hook and what it was asked to do
   * @param detail the cursor of a call, how many rows changed, or {@code -}
   */
  record Line(long pid, String what, String request, String subject, String detail) {

    private static final int PARTS = 5;

    static Line of(String text) {
      String[] parts = text.split(" ");
      return parts.length == PARTS && parts[0].matches("[0-9]+")
          ? new Line(Long.parseLong(parts[0]), parts[1], parts[2], parts[3], parts[4])
          : null;
    }

    @Override
    public String toString() {
      return String.join(" ", Long.toString(pid), what, request, subject, detail);
    }
  }

  private final FileChannel channel;

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  /** To write to. What a killed process left half-written ends here. */
  static Journal append(Path file) throws IOException {
    Journal journal =
        new Journal(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    byte[] before = Files.readAllBytes(file);
    if (before.length > 0 && before[before.length - 1] != '\n') {
      journal.write("\n");
    }
    return journal;
  }

  void add(String what, Object request, String subject, Object detail) {
    write(
        new Line(
                ProcessHandle.current().pid(), what, request.toString(), subject, detail.toString())
            + "\n");
  }

  private synchronized void write(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Every whole line. */
  static List<Line> read(Path file) throws IOException {
    return read(file, 0);
  }

  /** Every whole line behind this many bytes. */
  static List<Line> read(Path file, long behind) throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    String all;
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(behind);
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String text : all.substring(0, all.lastIndexOf('\n') + 1).split("\n")) {
      Line line = Line.of(text);
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }
}
