package io.github.gdprkit.markup;

import java.util.List;

/**
 * Rows as RFC 4180 has them, for spreadsheets: a cell that one could take for a formula is preceded
 * by an apostrophe, so that it stays text. Nothing else is changed.
 */
public final class Csv {

  /** What begins a formula, in the width of East Asian scripts as well. */
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

  private static final String BREAKS = "\t\r\n";

  private final StringBuilder out = new StringBuilder();

  /** One more row. */
  public Csv row(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
    }
    out.append("\r\n");
    return this;
  }

  private static String quoted(String cell) {
    String harmless = isFormula(cell) ? "'" + cell : cell;
    boolean needsQuotes =
        harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return needsQuotes ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }

  /** Whether it is one, or would be after a program has taken away what cannot be seen. */
  private static boolean isFormula(String cell) {
    if (!cell.isEmpty() && BREAKS.indexOf(cell.charAt(0)) >= 0) {
      return true;
    }
    return cell.codePoints()
        .filter(point -> !isInvisible(point))
        .limit(1)
        .anyMatch(point -> FORMULA.indexOf(point) >= 0);
  }

  private static boolean isInvisible(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.isISOControl(point)
        || Character.getType(point) == Character.FORMAT;
  }

  /** What was written so far. */
  public String text() {
    return out.toString();
  }
}
