package io.github.gdprkit.example.chat.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawLinesTest {

  @Test
  void countsLinesAndKeepsTheirBytes() throws IOException {
    RawLines lines = lines("one\r\n\nthree");

    assertThat(next(lines)).isEqualTo("one\r");
    assertThat(next(lines)).isEmpty();
    assertThat(next(lines)).isEqualTo("three");
    assertThat(lines.number()).isEqualTo(3);
    assertThat(lines.next()).isFalse();
    assertThat(lines.next()).isFalse();
  }

  @Test
  void endsAfterTheLastLineBreak() throws IOException {
    RawLines lines = lines("one\n");

    assertThat(next(lines)).isEqualTo("one");
    assertThat(lines.next()).isFalse();
  }

  @Test
  void holdsOnlyTheBeginningOfALineThatIsTooLongAndCopiesAllOfIt() throws IOException {
    RawLines lines = lines("exactly 10\neleven char\nlast");
    ByteArrayOutputStream copy = new ByteArrayOutputStream();

    assertThat(next(lines)).isEqualTo("exactly 10");
    assertThat(lines.isTooLong()).isFalse();
    assertThat(next(lines)).isEqualTo("eleven cha");
    assertThat(lines.isTooLong()).isTrue();
    lines.writeTo(copy);
    assertThat(copy).hasToString("eleven char");
    assertThat(next(lines)).isEqualTo("last");
  }

  @Test
  void skipsTheRestOfALineThatIsTooLong() throws IOException {
    RawLines lines = lines("this one is much too long\nlast");

    next(lines);

    assertThat(next(lines)).isEqualTo("last");
    assertThat(lines.number()).isEqualTo(2);
  }

  private static RawLines lines(String text) {
    return new RawLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 10);
  }

  private static String next(RawLines lines) throws IOException {
    assertThat(lines.next()).isTrue();
    return new String(lines.bytes(), StandardCharsets.UTF_8);
  }
}
