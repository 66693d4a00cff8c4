package io.github.gdprkit.markup;

import java.util.List;

/**
 * Rows as RFC 4180 has them, for spreadsheets: a cell that one could take for a formula is preceded
 * by an apostrophe, so that it stays text.
 */
public final class Csv {

  private static final String FORMULA = "=+-@\t\r";

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

  private static boolean isFormula(String cell) {
    String begin = cell.stripLeading();
    return !begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0
        || !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0;
  }

  /** What was written so far. */
  public String text() {
    return out.toString();
  }
}
