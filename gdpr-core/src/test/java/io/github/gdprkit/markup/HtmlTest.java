package io.github.gdprkit.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

  private final StringWriter out = new StringWriter();
  private final Html html = new Html(out);

  @Test
  void escapesWhatWouldBeMarkup() throws IOException {
    html.text("<b a=\"x\" b='y'>&amp;</b>");

    assertThat(out)
        .hasToString("<bdi>&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;</bdi>");
  }

  @Test
  void escapesWhatWouldEndAnAttribute() throws IOException {
    html.attribute("\" onclick='x' <>&");

    assertThat(out).hasToString("&quot; onclick=&#39;x&#39; &lt;&gt;&amp;");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028,
        0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069,
        0xFEFF, 0xE0001, 0xE0041, 0xFFFF, 0xD800, 0xDFFF
      })
  void showsWhatWouldSteerTheReaderInsteadOfObeyingIt(int point) throws IOException {
    String character =
        Character.isBmpCodePoint(point)
            ? String.valueOf((char) point)
            : new String(Character.toChars(point));

    html.text("a" + character + "b");

    assertThat(out).hasToString("<bdi>a[U+%04X]b</bdi>".formatted(point));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00fc\u00df",
        "\u65e5\u672c",
        "\u05d0\u05d1",
        "\u0627\u0644",
        "line\nline\ttab",
        "e\u0301",
        "\uD83D\uDE00",
        "\uD83D\uDC68\u200D\uD83D\uDC67",
        "\u2764\uFE0F"
      })
  void leavesLettersOfAllScriptsAlone(String text) throws IOException {
    html.text(text);

    assertThat(out).hasToString("<bdi>" + text + "</bdi>");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "999, 999", "1000, 1&#8239;000", "1234567, 1&#8239;234&#8239;567"})
  void groupsDigits(long number, String digits) throws IOException {
    html.number(number);

    assertThat(out).hasToString(digits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nb", "a\rb"})
  void keepsLineBreaksAsLineFeeds(String text) throws IOException {
    html.text(text);

    assertThat(out).hasToString("<bdi>a\nb</bdi>");
  }

  @Test
  void writesNoElementAroundNothing() throws IOException {
    html.text("");

    assertThat(out).hasToString("");
  }
}
