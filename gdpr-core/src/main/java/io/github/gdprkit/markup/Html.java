package io.github.gdprkit.markup;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes HTML in which a value can only ever be text: everything that comes from outside goes
 * through {@link #text}, which escapes it, shows control and direction characters instead of
 * obeying them, and isolates its direction from what stands around it. Line breaks are kept, as
 * line feeds.
 */
public final class Html {

  private final Writer out;

  /** Writes to this writer, which stays open. */
  public Html(Writer out) {
    this.out = out;
  }

  /** Markup of our own, as it stands. */
  public Html raw(String markup) throws IOException {
    out.write(markup);
    return this;
  }

  /**
   * The beginning of a page of its own: one file without script, fonts, images or anything from
   * elsewhere, with a content security policy that allows nothing but its own style.
   *
   * @param title escaped here
   */
  public Html begin(String title) throws IOException {
    raw("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n");
    raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    raw(Style.HASH).raw("'; base-uri 'none'; form-action 'none'\">\n");
    raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    attribute(title).raw("</title>\n<style>").raw(Style.CSS);
    return raw("</style>\n</head>\n<body>\n<main>\n");
  }

  /** The end of a page. */
  public Html end() throws IOException {
    return raw("</main>\n</body>\n</html>\n");
  }

  /** A value between tags, in an element that isolates its writing direction; none when empty. */
  public Html text(String value) throws IOException {
    if (value.isEmpty()) {
      return this;
    }
    out.write("<bdi>");
    escape(value);
    out.write("</bdi>");
    return this;
  }

  /** A value inside a quoted attribute. */
  public Html attribute(String value) throws IOException {
    escape(value);
    return this;
  }

  /** A number, in groups of three digits. */
  public Html number(long value) throws IOException {
    String digits = Long.toString(value);
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        out.write("&#8239;");
      }
      out.write(digits.charAt(i));
    }
    return this;
  }

  private void escape(String value) throws IOException {
    int index = 0;
    while (index < value.length()) {
      int point = value.codePointAt(index);
      switch (point) {
        case '\r' -> {
          if (index + 1 == value.length() || value.charAt(index + 1) != '\n') {
            out.write('\n');
          }
        }
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        case '\'' -> out.write("&#39;");
        default -> {
          if (isHarmless(point)) {
            out.write(Character.toChars(point));
          } else {
            out.write(String.format("[U+%04X]", point));
          }
        }
      }
      index += Character.charCount(point);
    }
  }

  /** Not a control, direction mark, lone surrogate or unassigned character; line ends are kept. */
  static boolean isHarmless(int point) {
    if (point == '\n' || point == '\t' || point == 0x200D) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
