package io.github.gdprkit.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void writesRowsAsTheStandardHasThem() {
    String text =
        new Csv()
            .row(List.of("name", "what for"))
            .row(List.of("Acme, Inc.", "says \"hello\""))
            .row(List.of("two\nlines", ""))
            .text();

    assertThat(text)
        .isEqualTo("name,what for\r\n\"Acme, Inc.\",\"says \"\"hello\"\"\"\r\n\"two\nlines\",\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\ttext",
        "\rtext",
        "\ntext",
        "  =1",
        "\u00A0=1",
        "\uFEFF=1",
        "\u200B=1",
        "\u202E=1",
        "\u0000=1",
        "\u3000\uFF1D1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20A1",
        "=HYPERLINK(\"https://evil.example\",\"x\")"
      })
  void keepsAFormulaFromBeingOne(String formula) {
    assertThat(cell(formula)).isEqualTo("'" + formula);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a=1", "1-1", "a@acme.example", "2026-11-23", "'quoted'", "\u05d0"})
  void leavesWhatIsNoFormulaAsItIs(String text) {
    assertThat(cell(text)).isEqualTo(text);
  }

  static List<String> hostile() {
    return Hostile.VALUES;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void givesBackEveryValue(String value) {
    String cell = cell(value);

    assertThat(cell.startsWith("'") && !value.startsWith("'") ? cell.substring(1) : cell)
        .isEqualTo(value);
  }

  /** The value of a row of three cells that stands in the middle, as a reader of CSV sees it. */
  private static String cell(String value) {
    String row = new Csv().row(List.of("before", value, "after")).text();
    assertThat(row).startsWith("before,").endsWith(",after\r\n");
    String cell = row.substring("before,".length(), row.length() - ",after\r\n".length());
    if (cell.startsWith("\"")) {
      assertThat(cell).endsWith("\"");
      String inside = cell.substring(1, cell.length() - 1);
      assertThat(inside.replace("\"\"", "")).doesNotContain("\"");
      return inside.replace("\"\"", "\"");
    }
    assertThat(cell).doesNotContain("\"", ",", "\n", "\r");
    return cell;
  }
}
