package io.github.gdprkit.testkit.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@GdprReference(
    article = "5(1)(f)",
    text = "processed in a manner that ensures appropriate security of the personal data")
class CanaryScanTest {

  private final Canaries canaries = Canaries.of("CanaryScanTest");
  private final String token = canaries.token("token");

  static Stream<Arguments> encodings() {
    return Stream.of(
        encoding("UTF-8", bytes(StandardCharsets.UTF_8)),
        encoding("UTF-16LE", bytes(StandardCharsets.UTF_16LE)),
        encoding("UTF-16BE", bytes(StandardCharsets.UTF_16BE)),
        encoding("base64", text(s -> Base64.getEncoder().encodeToString(utf8(s)))),
        encoding("base64", text(s -> Base64.getEncoder().encodeToString(utf8("a" + s + "b")))),
        encoding("base64", text(s -> Base64.getEncoder().encodeToString(utf8("ab" + s + "cd")))),
        encoding("base64", text(s -> Base64.getUrlEncoder().encodeToString(utf8("ö?>" + s)))),
        encoding("hex", text(s -> HexFormat.of().formatHex(utf8(s)))),
        encoding("hex", text(s -> HexFormat.of().withUpperCase().formatHex(utf8(s)))),
        encoding("percent-encoding", text(s -> escaped("%%%02X", s))),
        encoding("percent-encoding", text(s -> escaped("%%%02x", s))),
        encoding("JSON escapes", text(s -> escaped("\\u%04x", s))),
        encoding("JSON escapes", text(s -> escaped("\\u%04X", s))),
        encoding("HTML escapes", text(s -> escaped("&#%d;", s))),
        encoding("HTML escapes", text(s -> escaped("&#x%x;", s))),
        encoding("UTF-8, lower case", text(s -> s.toLowerCase(Locale.ROOT))),
        encoding("UTF-8, upper case", text(s -> s.toUpperCase(Locale.ROOT))),
        encoding("UTF-8, reversed case", text(CanaryScanTest::swapped)),
        encoding(
            "base64, lower case",
            text(s -> Base64.getEncoder().encodeToString(utf8(s.toLowerCase(Locale.ROOT))))),
        encoding(
            "UTF-16LE, upper case",
            s -> s.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16LE)));
  }

  @ParameterizedTest(name = "{0} [{index}]")
  @MethodSource("encodings")
  void findsACanaryInEachEncoding(String encoding, Encoder encoder, @TempDir Path folder)
      throws IOException {
    byte[] content = concat(utf8("0123456"), encoder.encode(token), utf8(" end"));
    Path file = Files.write(folder.resolve("data.bin"), content);

    List<CanaryFinding> findings =
        CanaryScan.of(canaries).inFiles(file).withoutControl().findings();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.canary()).isEqualTo("token-1");
              assertThat(finding.place()).isEqualTo(file.toString());
              assertThat(finding.encoding()).isEqualTo(encoding);
              assertThat(finding.offset()).isBetween(7L, 13L);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {-200, -30, -20, -19, -1, 0, 1, 200})
  void findsACanaryAcrossWindows(int distance, @TempDir Path folder) throws IOException {
    for (int windows = 1; windows <= 3; windows++) {
      byte[] content = new byte[4 * ByteSearch.WINDOW];
      int at = windows * ByteSearch.WINDOW + distance;
      System.arraycopy(utf8(token), 0, content, at, token.length());
      Path file = Files.write(folder.resolve("data.bin"), content);

      assertThat(CanaryScan.of(canaries).inFiles(file).withoutControl().findings())
          .extracting(CanaryFinding::offset)
          .containsExactly((long) at);
    }
  }

  @Test
  void findsACanaryAtTheEndOfAFileAndInAFileOfNothingElse(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a"), "x".repeat(ByteSearch.WINDOW) + token);
    Files.writeString(folder.resolve("b"), token);
    Files.writeString(folder.resolve("c"), "");
    Files.writeString(folder.resolve("d"), token.substring(1));

    assertThat(CanaryScan.of(canaries).inFiles(folder).withoutControl().findings())
        .extracting(CanaryFinding::offset)
        .containsExactly((long) ByteSearch.WINDOW, 0L);
  }

  @Test
  void findsNamesAddressesAndTextsAsAHostWritesThem() throws IOException {
    String name = canaries.name();
    String email = canaries.email();
    String text = canaries.text();
    String json = "{\"text\":\"" + text.replace("\"", "\\\"") + "\"}";
    String url = "https://example.org/?q=" + URLEncoder.encode(email, StandardCharsets.UTF_8);

    CanaryScan scan =
        CanaryScan.of(canaries).inTexts("rows", List.of(name, json, url, token)).withoutControl();

    assertThat(scan.findings())
        .extracting(CanaryFinding::canary)
        .containsExactly("name-1", "text-1", "email-1", "token-1");
    assertThatCode(scan::assertAll).doesNotThrowAnyException();
  }

  @Test
  void looksIntoArchivesInArchivesAndAtTheNamesOfFiles(@TempDir Path folder) throws IOException {
    byte[] gzip = gzip(("x".repeat(100_000) + token).getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("outer.zip"), zip("inner.zip", zip("lines.gz", gzip)));
    Files.write(folder.resolve("of " + token + ".txt"), new byte[0]);
    Files.write(folder.resolve("names.zip"), zip(token + ".txt", new byte[0]));

    List<CanaryFinding> findings =
        CanaryScan.of(canaries).inFiles(folder).withoutControl().findings();

    assertThat(findings)
        .extracting(CanaryFinding::place)
        .contains(
            folder + "/outer.zip!/inner.zip!/lines.gz!",
            "the name of " + folder + "/of [canary].txt",
            "the name of " + folder + "/names.zip!/[canary].txt");
    assertThat(findings.toString()).doesNotContain(token);
  }

  @Test
  void searchesADamagedArchiveAsFarAsItCanBeRead(@TempDir Path folder) throws IOException {
    byte[] zip = zip("a.txt", utf8(token + "x".repeat(100)));
    Files.write(folder.resolve("half.zip"), Arrays.copyOf(zip, zip.length / 2));
    Files.write(folder.resolve("no.gz"), concat(new byte[] {0x1f, (byte) 0x8b}, utf8(token)));

    assertThat(CanaryScan.of(canaries).inFiles(folder).withoutControl().findings())
        .extracting(CanaryFinding::place)
        .contains(folder + "/no.gz");
  }

  @Test
  void looksAtAnExceptionItsCausesAndWhatItSuppressed() {
    IOException cause = new IOException("No such row: " + token);
    RuntimeException exception = new IllegalStateException("quiet", cause);
    exception.addSuppressed(new IllegalArgumentException(new Exception(swapped(token))));
    cause.addSuppressed(exception);

    List<CanaryFinding> findings = CanaryScan.of(canaries).inThrowable(exception).findings();

    assertThat(findings)
        .extracting(CanaryFinding::place)
        .contains(
            "message of IllegalStateException caused by IOException",
            "message of IllegalStateException suppressing IllegalArgumentException caused by"
                + " Exception");
    assertThat(CanaryScan.of(canaries).inThrowable(new IllegalStateException()).findings())
        .isEmpty();
  }

  @Test
  void looksAtWhatObjectsSayOfThemselves() {
    record Talkative(String name) {}

    CanaryScan scan = CanaryScan.of(canaries).inObjects("quiet", new Talkative(token));

    assertThatThrownBy(scan::assertNone)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("token-1 in toString of Talkative at 15 as UTF-8")
        .hasMessageNotContaining(token);
  }

  @Test
  void failsWhenAPlaceDoesNotHoldTheControl(@TempDir Path folder) throws IOException {
    Path database = Files.writeString(folder.resolve("db"), "decoy " + canaries.control());
    Path log = Files.writeString(folder.resolve("log"), "nothing");

    assertThatCode(() -> CanaryScan.of(canaries).inFiles(database).assertNone())
        .doesNotThrowAnyException();
    assertThatCode(() -> CanaryScan.of(canaries).inFiles(folder).assertNone())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> CanaryScan.of(canaries).inFiles(database, log).assertNone())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("control was not found in " + log);
    assertThatThrownBy(() -> CanaryScan.of(canaries).inText("empty", "").findings())
        .hasMessageContaining("proves nothing");
    assertThatThrownBy(() -> CanaryScan.of(canaries).inTexts("lines", List.of()).findings())
        .hasMessageContaining("proves nothing");
  }

  @Test
  void failsWhenThereIsNothingToLookForOrNoPlace(@TempDir Path folder) {
    assertThatThrownBy(() -> CanaryScan.of(Canaries.of("unused")).inText("x", "x").findings())
        .hasMessageContaining("nothing to look for");
    assertThatThrownBy(() -> CanaryScan.of(canaries).findings()).hasMessageContaining("no place");
    assertThatThrownBy(
            () ->
                CanaryScan.of(canaries).inFiles(folder.resolve(token)).withoutControl().findings())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("could not be searched")
        .hasMessageNotContaining(token);
  }

  @Test
  void saysWhichCanariesAreMissing() {
    canaries.name();

    assertThatThrownBy(
            () -> CanaryScan.of(canaries).inText("archive", token).withoutControl().assertAll())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[name-1]");
  }

  @Test
  void doesNotDrownInFindings() {
    CanaryScan scan =
        CanaryScan.of(canaries).inText("rows", (token + " ").repeat(5_000)).withoutControl();

    assertThat(scan.findings()).hasSize(1_000);
    assertThatThrownBy(scan::assertNone)
        .satisfies(e -> assertThat(e.getMessage().lines().count()).isLessThan(30));
  }

  @Test
  void findsTheControlBehindManyFindings() {
    String text = (token + " ").repeat(5_000) + canaries.control();

    assertThat(CanaryScan.of(canaries).inText("rows", text).findings()).hasSize(1_000);
  }

  @Test
  void plantsOtherValuesEachTimeAndTheSameForTheSameSeed() {
    Set<String> all = new HashSet<>();
    for (String seed : new String[] {"a", "b"}) {
      Canaries some = Canaries.of(seed);
      for (int i = 0; i < 100; i++) {
        all.addAll(List.of(some.name(), some.email(), some.text(), some.token("key")));
      }
      all.add(some.control());
    }

    assertThat(all).hasSize(802);
    assertThat(Canaries.of("a").email()).isEqualTo(Canaries.of("a").email());
    assertThat(Canaries.of("a").token("x")).matches("[A-Z][a-z][0-9][A-Za-z0-9]{17}");
    assertThatIllegalArgumentException().isThrownBy(() -> Canaries.of(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> canaries.token(""));
  }

  @Test
  void showsNoCanaryInItsText() {
    assertThat(canaries.toString()).contains("1 planted").doesNotContain(token);
  }

  @Test
  void searchesMuchThroughASmallWindow(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 40; i++) {
      canaries.text();
    }
    Path file = folder.resolve("large.bin");
    byte[] noise = new byte[1 << 20];
    new Random(4711).nextBytes(noise);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 48; i++) {
        out.write(noise);
      }
      out.write(utf8(token + canaries.control()));
    }

    assertThat(CanaryScan.of(canaries).inFiles(file).findings())
        .extracting(CanaryFinding::offset)
        .containsExactly(48L << 20);
  }

  @FunctionalInterface
  interface Encoder {
    byte[] encode(String text);
  }

  private static Arguments encoding(String name, Encoder encoder) {
    return Arguments.of(name, encoder);
  }

  private static Encoder bytes(Charset charset) {
    return s -> s.getBytes(charset);
  }

  private static Encoder text(UnaryOperator<String> encoder) {
    return s -> utf8(encoder.apply(s));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String format, String text) {
    return text.chars()
        .mapToObj(c -> String.format(Locale.ROOT, format, c))
        .collect(Collectors.joining());
  }

  private static String swapped(String text) {
    return text.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
