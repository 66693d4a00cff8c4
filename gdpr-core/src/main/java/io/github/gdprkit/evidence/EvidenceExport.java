package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

    Pieces(InputStream in) {
      this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The lines of the next piece, without the blank line; {@code null} at the end. */
    byte @Nullable [] next() throws IOException {
      ByteArrayOutputStream piece = new ByteArrayOutputStream(512);
      boolean atLineStart = true;
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n' && atLineStart) {
          if (piece.size() > 0) {
            return piece.toByteArray();
          }
          continue;
        }
        atLineStart = c == '\n';
        if (piece.size() < LONGEST) {
          piece.write(c);
        }
      }
      return piece.size() > 0 ? piece.toByteArray() : null;
    }
  }
}
