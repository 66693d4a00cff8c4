package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  private static final int ALL_CHARS = 0x10000;

  private final JsonText text = new JsonText();
  private final JsonFactory factory = new JsonFactory();

  @Test
  void writesEachCharAsTheGeneratorDoes() throws IOException {
    for (int c = 0; c < ALL_CHARS; c++) {
      requireTheSame(String.valueOf((char) c));
    }
  }

  @Test
  void writesEachByteAsTheGeneratorDoesAtEachPlaceOfEight() throws IOException {
    for (int c = 0; c < 256; c++) {
      for (int before = 0; before < 17; before++) {
        requireTheSame("x".repeat(before) + (char) c + "y".repeat(16 - before));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", " ", "\"", "\n", "\u0001", "\u007F", "\u0080", "é", "ÿ", "漢", "😀", "\uD83D"})
  void writesTextsOfAnyLengthAsTheGeneratorDoes(String piece) throws IOException {
    for (int length = 0; length < 40; length++) {
      requireTheSame(piece.repeat(length));
      requireTheSame("plain text " + piece.repeat(length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u0001", "é", "漢", "\uD83D"})
  void takesTheLongestText(String piece) throws IOException {
    requireTheSame(piece.repeat(JsonText.LONGEST));
    requireTheSame(piece.repeat(JsonText.LONGEST - 1));
  }

  @Test
  void isNotLedAstrayByTheTextBefore() throws IOException {
    requireTheSame("\u0001\"é".repeat(30));
    requireTheSame("short");
    requireTheSame("漢字".repeat(30));
    requireTheSame("short");
  }

  @Test
  void writesAnyTextAsTheGeneratorDoes() throws IOException {
    Random random = new Random(20261124);
    String[] pieces = {
      "word", " ", "\n", "\"", "\\", "\u0000", "é", "ÿ", "Ā", "漢", "😀", "\uD83D", "\uDE00",
      "\u2028"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder made = new StringBuilder();
      int kinds = 1 + random.nextInt(pieces.length);
      random.ints(random.nextInt(60), 0, kinds).forEach(i -> made.append(pieces[i]));
      requireTheSame(made.toString());
    }
  }

  private void requireTheSame(String value) throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(expected)) {
      json.enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature());
      json.writeString(WellFormed.of(value));
    }
    int count = text.write(value);
    byte[] quoted = expected.toByteArray();
    String found = new String(text.bytes(), 0, count, StandardCharsets.UTF_8);
    assertThat('"' + found + '"').isEqualTo(new String(quoted, StandardCharsets.UTF_8));
    assertThat(count).isEqualTo(quoted.length - 2);
  }
}
