package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.io.IOException;
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
  static final int LONGEST = 1 << 20;

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

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * One piece.
   *
   * @param bytes what stands there
   * @param entry the entry that it is, or {@code null} when it is none
   * @param statedHash what is written beside the entry
   */
  record Piece(byte[] bytes, @Nullable EvidenceEntry entry, String statedHash) {

    private static final byte[] HASH_LINE = EvidenceExport.bytes(HASH);

    static Piece of(byte[] bytes) {
      // The last line begins behind the last line feed but one.
      int line = bytes.length - 1;
      while (line > 0 && bytes[line - 1] != '\n') {
        line--;
      }
      int hash = line + HASH_LINE.length;
      boolean hasHash =
          hash < bytes.length
              && Arrays.equals(bytes, line, hash, HASH_LINE, 0, HASH_LINE.length)
              && bytes[bytes.length - 1] == '\n';
      EvidenceEntry entry = hasHash ? entry(Arrays.copyOf(bytes, line)) : null;
      return entry == null
          ? new Piece(bytes, null, "")
          : new Piece(
              bytes,
              entry,
              new String(bytes, hash, bytes.length - 1 - hash, StandardCharsets.UTF_8));
    }

    private static @Nullable EvidenceEntry entry(byte[] bytes) {
      try {
        return EvidenceEntry.read(bytes);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
