package io.github.gdprkit.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentPageTest {

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  @TempDir private static Path folder;

  static Stream<String> values() {
    return Stream.concat(
        Hostile.VALUES.stream(),
        Stream.of(
            "</title></style></head>",
            "--> ]]> -->",
            "a\u202Eb\u2066c\u0000d\u0007e\u0085f\u00A0g\uD800",
            "line\nline\r\nline\rline\tline"));
  }

  private static String page(String value) {
    Cell text = Cell.of(value);
    Cell link = new Cell(value, URI.create("https://acme.example/?a=b&c='d'&copy;"));
    Cell mail = new Cell(value, URI.create("mailto:anna@acme.example"));
    Cell harmful = new Cell(value, URI.create("javascript:alert(1)"));
    Cell none = Cell.of("");
    return new Document(value)
        .section(value)
        .subsection(value)
        .paragraph(value)
        .paragraph(link)
        .soft(value)
        .note(value)
        .facts(Map.of(value, List.of(text, link, harmful)))
        .points(List.of(text, mail))
        .table(
            List.of(value, "B", "C"),
            List.of(List.of(text, link, none), List.of(none, harmful, mail)))
        .table(List.of("A"), List.of(List.of(text)))
        .html();
  }

  @ParameterizedTest
  @MethodSource("values")
  void isTextInEveryPlaceOfADocument(String value) {
    String page = page(value);

    assertThat(tags(page))
        .as("elements and attributes")
        .isEqualTo(tags(page("harmless").replace("harmless", escaped(value))));
    assertThat(page).doesNotContain("\u202E", "\u2066", "\u0000", "\u0007", "\u0085", "\r");
    assertThat(tags(page)).noneMatch(tag -> tag.contains("javascript:") && tag.contains("href"));
  }

  /** A column's name is in an attribute, which is part of a tag. */
  private static String escaped(String value) {
    String page = new Document("x").table(List.of(value), List.of(List.of(Cell.of("")))).html();
    String begin = "data-column=\"";
    int from = page.lastIndexOf(begin) + begin.length();
    return page.substring(from, page.indexOf("\"></td>", from));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isAPageThatAnotherProgramFindsNothingWrongWith(String value) throws Exception {
    assertThat(tidy(page(value))).isEmpty();
  }

  @Test
  void isLookedAtByAProgramThatWouldFindSomething() throws Exception {
    assertThat(tidy(page("x").replace("<ul>", "<p>"))).contains("Warning");
  }

  @Test
  void runsNothingAndNeedsNothingFromElsewhere() throws Exception {
    String page = page("harmless");
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));

    assertThat(page)
        .contains("default-src 'none'; style-src 'sha256-" + hash + "'")
        .contains("no-referrer")
        .doesNotContain("<script", "<img", "unsafe-inline", "url(", "@import");
    assertThat(tags(page)).noneMatch(tag -> tag.contains("style="));
    assertThat(tags(page).stream().filter(tag -> tag.startsWith("<a ")))
        .isNotEmpty()
        .allMatch(tag -> tag.startsWith("<a rel=\"noopener noreferrer\" href=\""));
  }

  @Test
  void namesTheColumnOfEachCellForNarrowScreens() {
    String page =
        new Document("x")
            .table(List.of("Name", "Where"), List.of(List.of(Cell.of("Acme"), Cell.of("Berlin"))))
            .html();

    assertThat(page)
        .contains("<td data-column=\"Name\"><bdi>Acme</bdi></td>")
        .contains("<td data-column=\"Where\"><bdi>Berlin</bdi></td>")
        .contains("content:attr(data-column)");
  }

  @Test
  void leavesOutWhatIsEmpty() {
    Document empty =
        new Document("x")
            .facts(Map.of("Nothing", List.of(Cell.of("")), "None", List.of()))
            .points(List.of());

    assertThat(empty.html()).isEqualTo(new Document("x").html());
    assertThat(empty.markdown()).isEqualTo(new Document("x").markdown());
  }

  @Test
  void refusesRowsThatDoNotFitTheColumns() {
    Document document = new Document("x");

    assertThatThrownBy(
            () -> document.table(List.of("A", "B"), List.of(List.of(Cell.of("only one")))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(document.html()).doesNotContain("<table");
  }

  @Test
  void givesTheSameBytesForTheSameContent() {
    assertThat(page("value")).isEqualTo(page("value"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://acme.example/",
        "//acme.example/",
        "/relative",
        "relative",
        "#anchor",
        "https:acme.example",
        "https:/acme.example",
        "mailto://acme.example/"
      })
  void showsALinkThatNobodyShouldFollow(String address) {
    Cell cell = new Cell("Acme", URI.create(address));

    assertThat(cell.link()).isNull();
    assertThat(cell.text()).isEqualTo("Acme (" + address + ")");
    assertThat(new Cell(address, URI.create(address)).text()).isEqualTo(address);
    assertThat(new Document("x").paragraph(cell).html()).doesNotContain("<a ");
    assertThat(new Document("x").paragraph(cell).markdown()).doesNotContain("](");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.example",
        "HTTP://acme.example:8080/a?b#c",
        "https://m\u00fcller.example/",
        "https://under_score.example/",
        "https://[::1]/",
        "mailto:anna@acme.example"
      })
  void followsLinksToTheWebAndToMailboxes(String address) {
    Cell cell = new Cell("Acme", URI.create(address));

    assertThat(cell.link()).isEqualTo(URI.create(address));
    assertThat(cell.text()).isEqualTo("Acme");
    assertThat(new Document("x").paragraph(cell).html())
        .contains("href=\"" + URI.create(address).toASCIIString() + "\"");
  }

  private static List<String> tags(String page) {
    List<String> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(page);
    while (matcher.find()) {
      tags.add(matcher.group());
    }
    return tags;
  }

  /** Whatever HTML Tidy says; skips the test where it is not installed and need not be. */
  private static String tidy(String page) throws Exception {
    Path output = Files.createTempFile(folder, "tidy", ".txt");
    Process process;
    try {
      process =
          new ProcessBuilder("tidy", "-quiet", "-errors", "-utf8", "-language", "en")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      assertThat(System.getenv("CI")).as("tidy is not installed").isNotEqualTo("true");
      assumeThat(false).as("tidy is not installed").isTrue();
      throw e;
    }
    try (OutputStream in = process.getOutputStream()) {
      in.write(page.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
