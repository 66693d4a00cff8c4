package io.github.gdprkit.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the bytes of an entry once, without making objects of what it finds. It knows the
 * usual entries: those in ASCII, of the years 0 to 9999. What it does not know may still be an
 * entry; {@link EvidenceEntry#read} finds out the long way.
 */
final class CanonicalForm {

  private static final byte[] FORM = bytes(EvidenceEntry.FORM);
  private static final byte[] CONTROLLER = bytes("controller: ");
  private static final byte[] SEQ = bytes("seq: ");
  private static final byte[] PREVIOUS = bytes("previous: ");
  private static final byte[] AT = bytes("at: ");
  private static final byte[] STREAM = bytes("stream: ");
  private static final byte[] VERSION = bytes("version: ");
  private static final byte[] TYPE = bytes("type: ");

  /** What stands at each place of an instant; a zero is any digit. */
  private static final byte[] INSTANT = bytes("0000-00-00T00:00:00.000000Z");

  private static final int MOST_DIGITS = 18;
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_VALUE = 200;

  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte OF_ID = 4;
  private static final byte OF_VALUE = 8;

  /** What each character of ASCII can be part of. */
  private static final byte[] KINDS = kinds();

  private byte[] bytes = {};
  private int position;
  private int end;

  private int controllerFrom;
  private int controllerTo;
  private long seq;
  private int previousFrom;
  private final long[] previous = new long[Hash.LONGS];
  private int streamFrom;
  private int streamTo;
  private long version;

  /** What the bytes say, or {@code null} when they are no usual entry. */
  static @Nullable CanonicalForm of(byte[] bytes) {
    CanonicalForm form = new CanonicalForm();
    return form.lookThrough(bytes, 0, bytes.length) == bytes.length ? form : null;
  }

  /**
   * Looks through the entry that begins here.
   *
   * @return where it ends, which may be before {@code to}; -1 when this is no usual entry
   */
  int lookThrough(byte[] in, int from, int to) {
    bytes = in;
    position = from;
    end = to;
    return isUsual() ? position : -1;
  }

  boolean isOf(byte[] controller) {
    return Arrays.equals(bytes, controllerFrom, controllerTo, controller, 0, controller.length);
  }

  String controller() {
    return text(controllerFrom, controllerTo);
  }

  long seq() {
    return seq;
  }

  String previous() {
    return text(previousFrom, previousFrom + Hash.DIGITS);
  }

  /** The hash of the entry before, as {@link Hash} keeps it. */
  long[] previousHash() {
    return previous;
  }

  int streamFrom() {
    return streamFrom;
  }

  int streamTo() {
    return streamTo;
  }

  boolean isAbout(String stream) {
    if (streamTo - streamFrom != stream.length()) {
      return false;
    }
    for (int i = 0; i < stream.length(); i++) {
      if (bytes[streamFrom + i] != stream.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  byte[] digestOfStream(MessageDigest sha256) {
    sha256.update(bytes, streamFrom, streamTo - streamFrom);
    return sha256.digest();
  }

  long version() {
    return version;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private boolean isUsual() {
    if (!skip(FORM) || !skip(CONTROLLER) || !skipController() || !skip(SEQ)) {
      return false;
    }
    seq = number();
    if (seq < 0 || !skip(PREVIOUS)) {
      return false;
    }
    previousFrom = position;
    if (!skipHash() || !skip(AT) || !skipInstant() || !skip(STREAM) || !skipStream()) {
      return false;
    }
    if (!skip(VERSION)) {
      return false;
    }
    version = number();
    return version >= 0 && skip(TYPE) && skipName() && skipLineFeed() && skipDetails();
  }

  private boolean skip(byte[] expected) {
    int behind = position + expected.length;
    if (behind > end || !Arrays.equals(bytes, position, behind, expected, 0, expected.length)) {
      return false;
    }
    position = behind;
    return true;
  }

  private boolean skipLineFeed() {
    return position < end && bytes[position++] == '\n';
  }

  private boolean skipController() {
    controllerFrom = position;
    boolean isBlank = true;
    while (position < end && bytes[position] >= ' ' && bytes[position] < 127) {
      isBlank &= bytes[position] == ' ';
      position++;
    }
    controllerTo = position;
    return !isBlank && skipLineFeed();
  }

  /** A number from 1 with its line feed, -1 for anything else. */
  private long number() {
    int from = position;
    long value = 0;
    while (position < end && is(DIGIT)) {
      value = value * 10 + bytes[position++] - '0';
      if (position - from > MOST_DIGITS) {
        return -1;
      }
    }
    boolean isOne = position > from && bytes[from] != '0';
    return isOne && skipLineFeed() ? value : -1;
  }

  private boolean skipHash() {
    if (position + Hash.DIGITS > end || !Hash.read(bytes, position, previous, 0)) {
      return false;
    }
    position += Hash.DIGITS;
    return skipLineFeed();
  }

  private boolean skipInstant() {
    int from = position;
    if (from + INSTANT.length > end) {
      return false;
    }
    for (byte expected : INSTANT) {
      if (expected == '0' ? !is(DIGIT) : bytes[position] != expected) {
        return false;
      }
      position++;
    }
    int month = two(from + 5);
    int day = two(from + 8);
    boolean isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(from, month);
    boolean isTime = two(from + 11) < 24 && two(from + 14) < 60 && two(from + 17) < 60;
    return isDay && isTime && skipLineFeed();
  }

  private int daysOf(int from, int month) {
    // February alone depends on the year.
    return month == 2
        ? YearMonth.of(two(from) * 100 + two(from + 2), month).lengthOfMonth()
        : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private int two(int at) {
    return (bytes[at] - '0') * 10 + bytes[at + 1] - '0';
  }

  private boolean skipStream() {
    streamFrom = position;
    do {
      int word = position;
      position = behind(LETTER);
      if (position == word || position == end) {
        return false;
      }
    } while (bytes[position++] == '-');
    if (bytes[position - 1] != '/') {
      return false;
    }
    int id = position;
    position = behind(OF_ID);
    streamTo = position;
    return position > id && position - id <= LONGEST_ID && skipLineFeed();
  }

  /** Lower case words joined by hyphens, the first beginning with a letter. */
  private boolean skipName() {
    if (position == end || !is(LETTER)) {
      return false;
    }
    boolean isJoined = false;
    while (position < end) {
      if (bytes[position] == '-') {
        if (isJoined) {
          return false;
        }
        isJoined = true;
      } else if (is(LETTER) || is(DIGIT)) {
        isJoined = false;
      } else {
        break;
      }
      position++;
    }
    return !isJoined;
  }

  private boolean skipDetails() {
    int nameBefore = position;
    int nameBeforeTo = position;
    while (position < end && bytes[position] == '-') {
      int name = ++position;
      if (!skipName()
          || Arrays.compare(bytes, nameBefore, nameBeforeTo, bytes, name, position) >= 0) {
        return false;
      }
      nameBefore = name;
      nameBeforeTo = position;
      if (position + 2 > end || bytes[position] != ':' || bytes[position + 1] != ' ') {
        return false;
      }
      position += 2;
      int value = position;
      position = behind(OF_VALUE);
      if (position - value > LONGEST_VALUE || !skipLineFeed()) {
        return false;
      }
    }
    return true;
  }

  private boolean is(byte kind) {
    return is(kind, bytes[position]);
  }

  private static boolean is(byte kind, byte character) {
    return character >= 0 && (KINDS[character] & kind) != 0;
  }

  /** The place behind all characters of this kind that follow. */
  private int behind(byte kind) {
    byte[] in = bytes;
    int last = end;
    int at = position;
    while (at < last && is(kind, in[at])) {
      at++;
    }
    return at;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[128];
    mark(kinds, "abcdefghijklmnopqrstuvwxyz", LETTER, OF_ID, OF_VALUE);
    mark(kinds, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", OF_ID, OF_VALUE);
    mark(kinds, "0123456789", DIGIT, OF_ID, OF_VALUE);
    mark(kinds, "._-", OF_ID, OF_VALUE);
    mark(kinds, ":/+=,", OF_VALUE);
    return kinds;
  }

  private static void mark(byte[] kinds, String characters, byte... as) {
    for (byte character : bytes(characters)) {
      for (byte kind : as) {
        kinds[character] |= kind;
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
