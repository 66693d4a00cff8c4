package io.github.gdprkit.markup;

/** Values in Markdown, on one line, with everything escaped that could be markup or HTML. */
final class Markdown {

  private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~&^:=@$\"'";

  private Markdown() {}

  /** Text, with a link where it has one. */
  static String cell(Cell cell) {
    if (cell.link() == null) {
      return line(cell.text());
    }
    String address =
        cell.link().toASCIIString().replace("(", "%28").replace(")", "%29").replace("|", "%7C");
    return "[" + line(cell.text()) + "](" + address + ")";
  }

  /** Text on one line. Letters, digits and plain punctuation of prose stay as they are. */
  static String line(String value) {
    StringBuilder out = new StringBuilder(value.length() + 8);
    value
        .strip()
        .codePoints()
        .forEach(
            point -> {
              if (point == '\n' || point == '\r' || point == '\t') {
                out.append(' ');
              } else if (!Html.isHarmless(point)) {
                out.append(String.format("\\[U+%04X\\]", point));
              } else if (isMarkup(point, out)) {
                out.append('\\').appendCodePoint(point);
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }

  /** A full stop, hyphen or bracket in the middle of a line marks nothing up. */
  private static boolean isMarkup(int point, StringBuilder before) {
    if (SPECIAL.indexOf(point) < 0) {
      return false;
    }
    boolean isPlainInside =
        point == '.'
            || point == '-'
            || point == '('
            || point == ')'
            || point == '\''
            || point == '"'
            || point == '='
            || point == '+'
            || point == '#'
            || point == '$'
            || point == '{'
            || point == '}'
            || point == '^';
    return !isPlainInside || before.isEmpty() || isOrdinal(point, before);
  }

  /** "1." or "1)" at the beginning would begin a list. */
  private static boolean isOrdinal(int point, StringBuilder before) {
    return (point == '.' || point == ')')
        && before.length() < 10
        && before.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
