package io.github.gdprkit.jackson;

/** Text that UTF-8 can carry. */
final class WellFormed {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /** The text itself, or one with U+FFFD in the place of each lone surrogate. */
  static String of(String text) {
    return hasSurrogates(text) ? repaired(text) : text;
  }

  /** So plain that the compiler leaves out the loop for a text whose chars are bytes. */
  private static boolean hasSurrogates(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String repaired(String text) {
    StringBuilder whole = null;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (isPair(text, i)) {
          i++;
        } else {
          whole = whole == null ? new StringBuilder(text) : whole;
          whole.setCharAt(i, REPLACEMENT);
        }
      }
    }
    return whole == null ? text : whole.toString();
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
