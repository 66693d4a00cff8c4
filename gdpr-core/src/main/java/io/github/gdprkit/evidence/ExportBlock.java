package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.Arrays;

/**
 * Whole pieces of an export that were read together, and what was seen of them. Used again for what
 * is read later.
 */
final class ExportBlock {

  /** How far it is with a block. */
  enum State {
    READ,
    BEING_LOOKED_THROUGH,
    LOOKED_THROUGH
  }

  private static final int FIRST_PIECES = 512;
  private static final byte[] HASH_LINE = EvidenceExport.bytes(EvidenceExport.HASH);

  private final SeenEntries seen;
  private final CanonicalForm form = new CanonicalForm();
  private byte[] bytes;
  private int size;
  private int[] begins = new int[FIRST_PIECES];
  private int[] ends = new int[FIRST_PIECES];

  /** For the reader, which alone knows who may change it. */
  State state = State.READ;

  ExportBlock(PartyId controller, int capacity) {
    this.seen = new SeenEntries(controller);
    this.bytes = new byte[capacity];
  }

  byte[] bytes() {
    return bytes;
  }

  /** Makes room for more bytes behind those that are there. */
  void grow() {
    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
  }

  int size() {
    return size;
  }

  void setSize(int bytesInAll) {
    size = bytesInAll;
  }

  /** What was seen of each piece; one that is no usual entry is odd. */
  SeenEntries seen() {
    return seen;
  }

  /** The lines of a piece, without the blank line. */
  byte[] piece(int index) {
    return Arrays.copyOfRange(bytes, begins[index], ends[index]);
  }

  /** Finds the pieces, and sees what they are. */
  void lookThrough() {
    seen.clear();
    int at = 0;
    while (at < size) {
      at = bytes[at] == '\n' ? at + 1 : takePiece(at);
    }
  }

  /** Takes the piece that begins here, and gives the place of the blank line behind it. */
  private int takePiece(int begin) {
    int index = seen.count();
    if (index == begins.length) {
      begins = Arrays.copyOf(begins, 2 * index);
      ends = Arrays.copyOf(ends, 2 * index);
    }
    begins[index] = begin;
    int hashLine = form.lookThrough(bytes, begin, size);
    int digits = hashLine + HASH_LINE.length;
    int blankLine = digits + Hash.DIGITS + 1;
    boolean isUsual =
        hashLine >= 0
            && blankLine < size
            && Arrays.equals(bytes, hashLine, digits, HASH_LINE, 0, HASH_LINE.length)
            && bytes[blankLine - 1] == '\n'
            && bytes[blankLine] == '\n';
    if (isUsual) {
      seen.add(form, bytes, begin, hashLine, digits);
    } else {
      seen.addOdd();
      blankLine = blankLine(begin);
    }
    ends[index] = blankLine;
    return blankLine;
  }

  private int blankLine(int begin) {
    int at = begin + 1;
    while (at < size && (bytes[at] != '\n' || bytes[at - 1] != '\n')) {
      at++;
    }
    return at;
  }
}
