package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a chain leaves the database: pieces of lines, each with a blank line behind it.
 * First {@code gdprkit-evidence-export: 1} and the controller, then each entry's bytes and a line
 * with its hash, last a line that says how far it goes.
 */
final class EvidenceExport {

  static final String FORM = "gdprkit-evidence-export: 1\n";
  static final String HASH = "hash: ";
  static final String END = "end: ";

  /** More than this is no entry. */
  private static final int LONGEST = 1 << 20;

  private EvidenceExport() {}

  static void begin(OutputStream out, PartyId controller) throws IOException {
    out.write(bytes(FORM + "controller: " + controller.value() + "\n\n"));
  }

  static void entry(OutputStream out, EvidenceEntry entry) throws IOException {
    out.write(entry.bytes());
    out.write(bytes(HASH + entry.hash() + "\n\n"));
  }

  static void end(OutputStream out, long seq) throws IOException {
    out.write(bytes(END + seq + "\n\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads piece after piece; memory is one piece. */
  static final class Pieces {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] piece = new byte[1024];
    private int size;

    Pieces(InputStream in) {
      this.in = in;
    }

    /** The lines of the next piece, without the blank line; {@code null} at the end. */
    byte @Nullable [] next() throws IOException {
      size = 0;
      boolean atLineStart = true;
      while (position < limit || fill()) {
        if (atLineStart && buffer[position] == '\n') {
          position++;
          if (size > 0) {
            return Arrays.copyOf(piece, size);
          }
          continue;
        }
        int from = position;
        while (position < limit && buffer[position] != '\n') {
          position++;
        }
        atLineStart = position < limit;
        if (atLineStart) {
          position++;
        }
        keep(from, position - from);
      }
      return size > 0 ? Arrays.copyOf(piece, size) : null;
    }

    private boolean fill() throws IOException {
      position = 0;
      do {
        limit = in.read(buffer);
      } while (limit == 0);
      return limit > 0;
    }

    /** What is longer than any entry is no entry; its first bytes are enough to see that. */
    private void keep(int from, int count) {
      int kept = Math.min(count, LONGEST - size);
      if (size + kept > piece.length) {
        piece = Arrays.copyOf(piece, Math.max(2 * piece.length, size + kept));
      }
      System.arraycopy(buffer, from, piece, size, kept);
      size += kept;
    }
  }
}
