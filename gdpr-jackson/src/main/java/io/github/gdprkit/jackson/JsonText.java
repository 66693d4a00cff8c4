package io.github.gdprkit.jackson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a text as the inside of a JSON string into bytes, without an object for it: exactly what
 * Jackson's generator would write that combines surrogates, with U+FFFD in the place of each lone
 * one, which UTF-8 cannot carry. Texts are most of what an export writes, and the generator goes
 * through them char by char, after somebody has looked for lone surrogates. Not for more than one
 * thread.
 */
final class JsonText {

  /** Says that bytes are no UTF-8. */
  static final int NO_UTF8 = -1;

  /** The longest text it takes, in chars or bytes. */
  static final int LONGEST = 4_096;

  /** A backslash, a u and four digits: no char becomes longer. */
  private static final int LONGEST_ESCAPE = 6;

  private static final int ASCII = 0x80;
  private static final int ONE_BYTE = 0x100;
  private static final int TWO_BYTES = 0x800;

  /** Eight bytes of an array at once. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BLANKS = ' ' * EACH;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;

  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** What follows the backslash, by the char; 0 for one that is written as it is. */
  private static final byte[] ESCAPES = escapes();

  private final byte[] narrow = new byte[LONGEST + Long.BYTES];
  private final char[] wide = new char[LONGEST];
  private final byte[] bytes = new byte[LONGEST * LONGEST_ESCAPE + Long.BYTES];

  /** Writes a text; the result is in {@link #bytes()}, as many of them as this returns. */
  int write(String text) {
    int ahead = bytesAhead(text);
    int at = ahead == 0 ? 0 : writeNarrow(text, ahead);
    return ahead == text.length() ? at : writeWide(text, ahead, at);
  }

  /**
   * Writes a text that is UTF-8 already.
   *
   * @param utf8 at most {@link #LONGEST}
   * @return as many bytes as there are, or {@link #NO_UTF8} when it is none
   */
  int write(byte[] utf8) {
    byte[] to = bytes;
    int at = 0;
    int i = 0;
    while (i < utf8.length) {
      if (i + Long.BYTES <= utf8.length) {
        long eight = (long) EIGHT.get(utf8, i);
        EIGHT.set(to, at, eight);
        if (isPlain(eight)) {
          at += Long.BYTES;
          i += Long.BYTES;
          continue;
        }
      }
      // Whatever was found, it is behind these when the eight bytes are over.
      int end = Math.min(i + Long.BYTES, utf8.length);
      while (i < end) {
        byte c = utf8[i];
        if (c < 0) {
          int count = Utf8.lengthAt(utf8, i);
          if (count == 0) {
            return NO_UTF8;
          }
          for (int j = 0; j < count; j++) {
            to[at++] = utf8[i++];
          }
        } else {
          i++;
          if (ESCAPES[c] == 0) {
            to[at++] = c;
          } else {
            at = writeEscaped((char) c, ESCAPES[c], at);
          }
        }
      }
    }
    return at;
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * How many chars fit into a byte before the first that does not. So plain that the compiler
   * leaves the loop out for a text that the JDK keeps as bytes.
   */
  private static int bytesAhead(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) >= ONE_BYTE) {
        return i;
      }
    }
    return length;
  }

  /** Eight at a time, as long as they are written as they are. */
  @SuppressWarnings("deprecation") // It cuts chars to bytes, and these are bytes.
  private int writeNarrow(String text, int length) {
    byte[] from = narrow;
    byte[] to = bytes;
    text.getBytes(0, length, from, 0);
    EIGHT.set(from, length, BLANKS);
    int at = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      long eight = (long) EIGHT.get(from, i);
      EIGHT.set(to, at, eight);
      if (isPlain(eight)) {
        at += Math.min(Long.BYTES, length - i);
      } else {
        int end = Math.min(i + Long.BYTES, length);
        for (int j = i; j < end; j++) {
          byte c = from[j];
          if (c < 0) {
            to[at++] = (byte) (0xC0 | (c & 0xFF) >> 6);
            to[at++] = (byte) (0x80 | c & 0x3F);
          } else if (ESCAPES[c] == 0) {
            to[at++] = c;
          } else {
            at = writeEscaped((char) c, ESCAPES[c], at);
          }
        }
      }
    }
    return at;
  }

  /** Whether all eight are ASCII, none is a control, a quote or a backslash. */
  private static boolean isPlain(long eight) {
    // A subtraction borrows from the byte above only where it has found something.
    long found = eight | eight - BLANKS | (eight ^ QUOTES) - EACH | (eight ^ BACKSLASHES) - EACH;
    return (found & HIGH_BITS) == 0;
  }

  /** Char by char. */
  private int writeWide(String text, int first, int start) {
    int count = text.length() - first;
    char[] from = wide;
    byte[] to = bytes;
    text.getChars(first, first + count, from, 0);
    int at = start;
    int i = 0;
    while (i < count) {
      char c = from[i++];
      if (c < ASCII) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
          to[at++] = (byte) c;
        } else {
          at = writeEscaped(c, escape, at);
        }
      } else if (c < TWO_BYTES) {
        to[at] = (byte) (0xC0 | c >> 6);
        to[at + 1] = (byte) (0x80 | c & 0x3F);
        at += 2;
      } else if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        to[at] = (byte) (0xE0 | c >> 12);
        to[at + 1] = (byte) (0x80 | c >> 6 & 0x3F);
        to[at + 2] = (byte) (0x80 | c & 0x3F);
        at += 3;
      } else if (c <= Character.MAX_HIGH_SURROGATE
          && i < count
          && Character.isLowSurrogate(from[i])) {
        at = writeFourBytes(Character.toCodePoint(c, from[i++]), at);
      } else {
        System.arraycopy(REPLACEMENT, 0, to, at, REPLACEMENT.length);
        at += REPLACEMENT.length;
      }
    }
    return at;
  }

  private int writeFourBytes(int codePoint, int at) {
    byte[] to = bytes;
    to[at] = (byte) (0xF0 | codePoint >> 18);
    to[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    to[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    to[at + 3] = (byte) (0x80 | codePoint & 0x3F);
    return at + 4;
  }

  private int writeEscaped(char c, byte escape, int at) {
    if (escape == 'u') {
      return writeEscape(c, at);
    }
    bytes[at] = '\\';
    bytes[at + 1] = escape;
    return at + 2;
  }

  private int writeEscape(char c, int at) {
    byte[] to = bytes;
    to[at] = '\\';
    to[at + 1] = 'u';
    to[at + 2] = HEX[c >> 12];
    to[at + 3] = HEX[c >> 8 & 0xF];
    to[at + 4] = HEX[c >> 4 & 0xF];
    to[at + 5] = HEX[c & 0xF];
    return at + LONGEST_ESCAPE;
  }

  private static byte[] escapes() {
    byte[] escapes = new byte[ASCII];
    for (int c = 0; c < ' '; c++) {
      escapes[c] = 'u';
    }
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }
}
