package io.github.gdprkit.testkit.page;

/**
 * Something that is wrong with a page.
 *
 * @param severity how wrong
 * @param line in which line, from 1; 0 when it is about the whole page
 * @param column in which column, from 1; 0 when it is about the whole page
 * @param text what is the matter; may quote the page
 */
public record PageFinding(Severity severity, int line, int column, String text) {

  /** How wrong something is. */
  public enum Severity {
    /** Browsers will repair it, each in its way. */
    WARNING,
    /** Nobody can say what it means. */
    ERROR
  }

  @Override
  public String toString() {
    return severity + " in line " + line + ", column " + column + ": " + text;
  }
}
