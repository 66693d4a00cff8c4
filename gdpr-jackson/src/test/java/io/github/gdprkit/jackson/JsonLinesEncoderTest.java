package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.archive.PreviewRecord;
import io.github.gdprkit.archive.RecordEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesEncoderTest {

  private final JacksonArchiveFormat format = new JacksonArchiveFormat();

  @Test
  void writesEachRecordAsOneLine() {
    String page =
        page(
            encoder -> {
              encoder.startRecord();
              encoder.number("id", 7);
              encoder.text("text", "line\nbreak \"quoted\"");
              encoder.text("nothing", null);
              encoder.endRecord();
              encoder.startRecord();
              encoder.flag("favorite", true);
              encoder.decimal("share", 0.5);
              encoder.texts("tags", List.of("a", "b"));
              encoder.endRecord();
            });

    assertThat(page)
        .isEqualTo(
            """
            {"id":7,"text":"line\\nbreak \\"quoted\\"","nothing":null}
            {"favorite":true,"share":0.5,"tags":["a","b"]}
            """);
  }

  @Test
  void writesPersonsAsThePolicyDecided() {
    String page =
        page(
            encoder -> {
              encoder.startRecord();
              encoder.person("named", "12", "Anna");
              encoder.person("unlabelled", "12", null);
              encoder.pseudonym("hidden", "person-0a1b2c");
              encoder.someoneElse("unknown");
              encoder.endRecord();
            });

    assertThat(page)
        .isEqualTo(
            """
            {"named":{"id":"12","name":"Anna"},"unlabelled":{"id":"12"},\
            "hidden":{"pseudonym":"person-0a1b2c"},"unknown":{"someoneElse":true}}
            """);
  }

  @Test
  void writesAttachmentsWithTheirPlaceInTheArchive() {
    String page =
        page(
            encoder -> {
              encoder.startRecord();
              encoder.attachment("file", "9", "Foto ü.png", null, 3, "attachments/000001/foto.png");
              encoder.attachment("other", "10", "a", "text/plain", 0, "attachments/000002/a");
              encoder.endRecord();
            });

    assertThat(page)
        .isEqualTo(
            """
            {"file":{"id":"9","name":"Foto ü.png","bytes":3,"path":"attachments/000001/foto.png"},\
            "other":{"id":"10","name":"a","mediaType":"text/plain","bytes":0,\
            "path":"attachments/000002/a"}}
            """);
  }

  @Test
  void encodesTheNextPageFromItsBeginning() {
    RecordEncoder encoder = format.encoder();
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();

    encoder.startPage(first);
    aRecord(encoder, 1);
    encoder.endPage();
    encoder.startPage(second);
    aRecord(encoder, 2);
    encoder.endPage();

    assertThat(first.toString(StandardCharsets.UTF_8)).isEqualTo("{\"id\":1}\n");
    assertThat(second.toString(StandardCharsets.UTF_8)).isEqualTo("{\"id\":2}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D",
        "\uDE00",
        "a\uD83Db",
        "\uDE00\uD83D",
        "x\uD83D",
        "\uD83D\uD83D\uDE00",
        "😀\uD83D"
      })
  void replacesWhatUtf8CannotCarry(String broken) throws IOException {
    String page = page(encoder -> aText(encoder, broken));

    String read = new ObjectMapper().readTree(page).path("text").textValue();
    assertThat(read).hasSameSizeAs(broken).contains("\uFFFD");
    assertThat(new String(read.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👩🏽‍🚀 😀",
        "ελληνικά",
        "日本語",
        "\u202Eevil",
        "\u0000\u001F\u007F",
        "</script>",
        ""
      })
  void keepsEveryOtherTextAsItIs(String text) throws IOException {
    String page = page(encoder -> aText(encoder, text));

    assertThat(page.lines()).hasSize(1);
    assertThat(new ObjectMapper().readTree(page).path("text").textValue()).isEqualTo(text);
  }

  @Test
  void keepsAnyTextTheseCharactersCanMake() throws IOException {
    Random random = new Random(20261123);
    String[] pieces = {"a", "\n", "\"", "\\", "é", "😀", "\uD83D", "\uDE00", "\u2028", "漢", "\t"};
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(40), 0, pieces.length).forEach(i -> text.append(pieces[i]));

      String page = page(encoder -> aText(encoder, text.toString()));

      String expected =
          new String(text.toString().getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
      assertThat(new ObjectMapper().readTree(page).path("text").textValue()).isEqualTo(expected);
      assertThat(page.chars().filter(c -> c == '\n')).hasSize(1);
    }
  }

  @Test
  void writesBytesOfUtf8AsItWritesTheirText() {
    Random random = new Random(20261124);
    String[] pieces = {
      "a", "0123456789", "\n", "\"", "\\", "\u0001", "é", "😀", "\uFFFF", "漢", "\t"
    };
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(40), 0, pieces.length).forEach(i -> text.append(pieces[i]));

      assertThat(page(encoder -> utf8(encoder, text.toString().getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(page(encoder -> aText(encoder, text.toString())));
    }
  }

  @Test
  void replacesBytesThatAreNoUtf8AsTheJdkDoes() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(1, 12)];
      random.nextBytes(bytes);
      // Half of them as bytes that begin or go on with something.
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] |= (byte) (random.nextBoolean() ? 0x80 : 0);
      }

      assertThat(page(encoder -> utf8(encoder, bytes)))
          .isEqualTo(page(encoder -> aText(encoder, new String(bytes, StandardCharsets.UTF_8))));
    }
  }

  @Test
  void writesEveryCharacterAsBytesOfUtf8() throws IOException {
    for (int block = 0; block <= Character.MAX_CODE_POINT; block += 1_024) {
      StringBuilder text = new StringBuilder();
      for (int c = block; c < block + 1_024; c++) {
        if (c > Character.MAX_VALUE || !Character.isSurrogate((char) c)) {
          text.appendCodePoint(c);
        }
      }

      String page =
          page(encoder -> utf8(encoder, text.toString().getBytes(StandardCharsets.UTF_8)));

      assertThat(new ObjectMapper().readTree(page).path("text").textValue())
          .isEqualTo(text.toString());
    }
  }

  @Test
  void writesEmojiSoThatPeopleCanReadThem() {
    String once = "👩🏽‍🚀";
    String often = once.repeat(JsonText.LONGEST);

    assertThat(page(encoder -> aText(encoder, once))).contains(once);
    assertThat(page(encoder -> aText(encoder, often))).contains(often);
  }

  @ParameterizedTest
  @ValueSource(ints = {JsonText.LONGEST - 1, JsonText.LONGEST, JsonText.LONGEST + 1, 100_000})
  void writesLongTextsWhole(int length) throws IOException {
    String text = "a\"é漢".repeat(length / 4 + 1).substring(0, length - 1);

    String page = page(encoder -> aText(encoder, text + '\uD83D'));

    assertThat(new ObjectMapper().readTree(page).path("text").textValue())
        .isEqualTo(text + '\uFFFD');
  }

  @Test
  void namesFieldsByWhatTheySayWhicheverOrderAndInstance() {
    String page =
        page(
            encoder -> {
              for (String order : List.of("abcdefgh", "ah", "hgfedcba", "b", "abcdefgh")) {
                encoder.startRecord();
                for (char name : order.toCharArray()) {
                  String field = String.valueOf(name);
                  encoder.flag(name % 2 == 0 ? field : field.intern(), true);
                }
                encoder.endRecord();
              }
            });

    assertThat(page.replace("true", "").replaceAll("[{}\",:]", ""))
        .isEqualTo("abcdefgh\nah\nhgfedcba\nb\nabcdefgh\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0,1970-01-01T00:00:00.000Z",
    "-1,1969-12-31T23:59:59.999Z",
    "1553166584976,2019-03-21T11:09:44.976Z",
    "951782400000,2000-02-29T00:00:00.000Z",
    "253402300799999,9999-12-31T23:59:59.999Z",
    "253402300800000,+10000-01-01T00:00:00Z",
    "-62167219200001,-0001-12-31T23:59:59.999Z"
  })
  void writesInstantsInIso8601(long epochMillis, String expected) {
    String page =
        page(
            encoder -> {
              encoder.startRecord();
              encoder.time("sent", epochMillis);
              encoder.endRecord();
            });

    assertThat(page).isEqualTo("{\"sent\":\"" + expected + "\"}\n");
  }

  @Test
  void writesInstantsThatTheJdkReadsBack() {
    IsoTime time = new IsoTime();
    new Random(7)
        .longs(20_000, -62_000_000_000_000L, 253_000_000_000_000L)
        .forEach(
            millis -> {
              time.format(millis);
              String text = new String(time.bytes(), 0, time.length(), StandardCharsets.US_ASCII);
              assertThat(Instant.parse(text).toEpochMilli()).isEqualTo(millis);
            });
  }

  @Test
  void previewsTheFirstRecordsAsShortTexts() throws IOException {
    String page =
        page(
            encoder -> {
              encoder.startRecord();
              encoder.text("long", "😀".repeat(1_000));
              encoder.person("author", "12", "Anna");
              encoder.pseudonym("other", "person-1");
              encoder.someoneElse("third");
              encoder.text("nothing", null);
              encoder.texts("tags", List.of("a", "b"));
              encoder.endRecord();
              aRecord(encoder, 2);
              aRecord(encoder, 3);
            });

    List<PreviewRecord> previews =
        format.preview(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)), 2);

    assertThat(previews).hasSize(2);
    assertThat(previews.get(0).fields())
        .containsEntry("long", "😀".repeat(300) + "…")
        .containsEntry("author", "Anna")
        .containsEntry("other", "person-1")
        .containsEntry("third", "someone else")
        .containsEntry("nothing", "")
        .containsEntry("tags", "a, b");
    assertThat(previews.get(1).fields()).containsEntry("id", "2");
  }

  private String page(Consumer<RecordEncoder> records) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    RecordEncoder encoder = format.encoder();
    encoder.startPage(page);
    records.accept(encoder);
    encoder.endPage();
    return page.toString(StandardCharsets.UTF_8);
  }

  private static void aRecord(RecordEncoder encoder, long id) {
    encoder.startRecord();
    encoder.number("id", id);
    encoder.endRecord();
  }

  private static void utf8(RecordEncoder encoder, byte[] text) {
    encoder.startRecord();
    encoder.utf8("text", text);
    encoder.endRecord();
  }

  private static void aText(RecordEncoder encoder, String text) {
    encoder.startRecord();
    encoder.text("text", text);
    encoder.endRecord();
  }
}
