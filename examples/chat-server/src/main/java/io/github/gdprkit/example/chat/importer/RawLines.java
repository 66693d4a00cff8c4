package io.github.gdprkit.example.chat.importer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The lines of a file as bytes, one at a time. Of a line that is longer than the limit only the
 * beginning is held in memory; {@link #writeTo} still copies all of it.
 */
final class RawLines implements Closeable {

  private static final int END = -1;

  private final InputStream in;
  private final int limit;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private int last = '\n';

  RawLines(InputStream in, int limit) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.limit = limit;
  }

  /** Goes to the next line and says whether there is one. */
  boolean next() throws IOException {
    skipRest();
    if (last == END) {
      return false;
    }
    line.reset();
    last = in.read();
    if (last == END) {
      return false;
    }
    while (last != '\n' && last != END && line.size() < limit) {
      line.write(last);
      last = in.read();
    }
    number++;
    return true;
  }

  /** The number of the line, counted from 1. */
  long number() {
    return number;
  }

  boolean isTooLong() {
    return last != '\n' && last != END;
  }

  byte[] bytes() {
    return line.toByteArray();
  }

  /** Writes the line as it came, without its line break. Call it once for a line at most. */
  void writeTo(OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out);
    line.writeTo(buffered);
    while (last != '\n' && last != END) {
      buffered.write(last);
      last = in.read();
    }
    buffered.flush();
  }

  private void skipRest() throws IOException {
    while (last != '\n' && last != END) {
      last = in.read();
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
