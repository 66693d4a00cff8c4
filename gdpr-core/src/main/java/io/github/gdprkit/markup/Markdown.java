package io.github.gdprkit.markup;

/**
 * Values in Markdown, on one line, with everything escaped that could be markup, HTML or, for
 * programs that publish Markdown, a formula or a template. Programs that make links of bare mail
 * addresses, whatever was escaped, do so here too.
 */
final class Markdown {

  /** Marks something up wherever it stands. */
  private static final String ANYWHERE = "\\`*_{}[]<>#|~&^@$";

  /** Marks something up where a line begins. */
  private static final String FIRST = "+-=.:()\"'!";

  private Markdown() {}

  /** Text, with a link where it has one. */
  static String cell(Cell cell) {
    if (cell.link() == null) {
      return line(cell.text());
    }
    String address =
        cell.link()
            .toASCIIString()
            .replace("(", "%28")
            .replace(")", "%29")
            .replace("|", "%7C")
            .replace("&", "\\&");
    return "[" + line(cell.text()) + "](" + address + ")";
  }

  /** Text on one line. Letters, digits and plain punctuation of prose stay as they are. */
  static String line(String value) {
    String text = value.strip();
    StringBuilder out = new StringBuilder(text.length() + 8);
    int index = 0;
    while (index < text.length()) {
      int point = text.codePointAt(index);
      if (point == '\n' || point == '\r' || point == '\t') {
        out.append(' ');
      } else if (!Html.isHarmless(point)) {
        out.append(String.format("\\[U+%04X\\]", point));
      } else {
        out.append(isMarkup(text, index) ? "\\" : "").appendCodePoint(point);
      }
      index += Character.charCount(point);
    }
    return out.toString();
  }

  private static boolean isMarkup(String text, int index) {
    char character = text.charAt(index);
    return ANYWHERE.indexOf(character) >= 0
        || index == 0 && FIRST.indexOf(character) >= 0
        || isOrdinal(text, index)
        || isAddress(text, index);
  }

  /** "1." or "1)" at the beginning would begin a list. */
  private static boolean isOrdinal(String text, int index) {
    return (text.charAt(index) == '.' || text.charAt(index) == ')')
        && index < 10
        && text.chars().limit(index).allMatch(c -> c >= '0' && c <= '9');
  }

  /** "http:" and "www." would begin a link in some dialects. */
  private static boolean isAddress(String text, int index) {
    if (text.charAt(index) == ':') {
      return index + 1 < text.length() && !Character.isWhitespace(text.charAt(index + 1));
    }
    return text.charAt(index) == '.' && text.regionMatches(true, index - 3, "www", 0, 3);
  }
}
