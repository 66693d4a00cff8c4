package io.github.gdprkit.jackson;

/** Which bytes are UTF-8 (RFC 3629). */
final class Utf8 {

  private static final int LEAST_OF_THREE = 0x800;
  private static final int LEAST_OF_FOUR = 0x1_0000;

  private Utf8() {}

  /** How many bytes the character takes that begins here with a byte above 127; 0 if it is none. */
  static int lengthAt(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    if (first < 0xC2) {
      return 0;
    }
    if (first < 0xE0) {
      return at + 1 < bytes.length && continues(bytes[at + 1]) ? 2 : 0;
    }
    if (first < 0xF0) {
      return at + 2 < bytes.length && isThree(first, bytes[at + 1], bytes[at + 2]) ? 3 : 0;
    }
    return at + 3 < bytes.length && isFour(first, bytes[at + 1], bytes[at + 2], bytes[at + 3])
        ? 4
        : 0;
  }

  private static boolean isThree(int first, byte second, byte third) {
    int codePoint = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F;
    return continues(second)
        && continues(third)
        && codePoint >= LEAST_OF_THREE
        && !Character.isSurrogate((char) codePoint);
  }

  private static boolean isFour(int first, byte second, byte third, byte fourth) {
    int codePoint =
        (first & 0x07) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | fourth & 0x3F;
    return first <= 0xF4
        && continues(second)
        && continues(third)
        && continues(fourth)
        && codePoint >= LEAST_OF_FOUR
        && codePoint <= Character.MAX_CODE_POINT;
  }

  private static boolean continues(byte next) {
    return (next & 0xC0) == 0x80;
  }
}
