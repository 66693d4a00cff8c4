package io.github.gdprkit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.subject.DataSubjectRight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPageTest {

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</title><script src=//evil.example></script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</bdi></dd><iframe src=javascript:alert(1)>",
        "<!-- -->",
        "-->",
        "]]>",
        "</style><style>*{display:none}</style>",
        "<svg/onload=alert(1)>",
        "&lt;b&gt;",
        "&#60;script&#62;",
        "javascript:alert(1)",
        "\u202E<b>\u202C",
        "<\u0000b>",
        "<<b>>",
        "<a href=\"http://evil.example\">here</a>",
        "{{constructor}} ${7*7} #{x}"
      })
  void showsHostileTextAndObeysNoneOfIt(String hostile) throws IOException {
    String harmless = page("harmless");

    String page = page(hostile);

    assertThat(tags(page)).as("elements and attributes").isEqualTo(tags(harmless));
    assertThat(page).doesNotContain("\u202E", "\u202C", "\u0000");
  }

  @Test
  void showsEveryTextThatItIsGiven() throws IOException {
    String page = page("harmless");

    // Label, controller, decision, policy; a part's texts; the previewed records; the files.
    assertThat(page.split("harmless", -1)).hasSizeGreaterThan(25);
    assertThat(page).contains("attachments/000001/a.txt", "messages/000001.jsonl");
  }

  @Test
  void showsWhatWouldSteerTheReader() throws IOException {
    assertThat(page("a\u202Eb\u2066c\u0007d")).contains("a[U+202E]b[U+2066]c[U+0007]d");
  }

  @Test
  void needsNothingFromElsewhereAndRunsNothing() throws IOException {
    String page = page("harmless");

    assertThat(page)
        .contains("default-src 'none'", "base-uri 'none'", "form-action 'none'")
        .contains("no-referrer")
        .doesNotContain("<script", "http:", "https:", "javascript:", "unsafe-inline", "<img");
    assertThat(tags(page)).noneMatch(tag -> tag.matches("(?s).*\\son[a-z]+=.*"));
  }

  @Test
  void allowsItsOwnStyleAndNoOther() throws Exception {
    String page = page("harmless");

    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));

    assertThat(page).contains("style-src 'sha256-" + hash + "'");
    assertThat(page.split("<style", -1)).hasSize(2);
    assertThat(tags(page)).noneMatch(tag -> tag.contains("style="));
  }

  @Test
  void opensNoFileOfTheDataSubjectInTheBrowser() throws IOException {
    assertThat(tags(page("harmless")))
        .filteredOn(tag -> tag.contains("attachments/000001"))
        .hasSize(1)
        .allMatch(tag -> tag.startsWith("<a download "));
  }

  @Test
  void isTheSameInEveryLocale() throws IOException {
    String expected = page("harmless");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(page("harmless")).isEqualTo(expected);
      assertThat(page("\u202E")).contains("[U+202E]");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** The tags in their order, so that one that was smuggled in shows. */
  private static List<String> tags(String page) {
    List<String> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(page);
    while (matcher.find()) {
      tags.add(matcher.group());
    }
    return tags;
  }

  @Test
  void saysUnderWhichRightItIsGivenAndWhatThatLeavesOut() throws IOException {
    String portable = page(DataSubjectRight.PORTABILITY, "harmless");

    assertThat(portable)
        .contains("under Article 20 of", "on a contract with you", "ask under Article 15");
    assertThat(page("harmless"))
        .contains("under Article 15 of")
        .doesNotContain("on a contract with you");
  }

  private static String page(String text) throws IOException {
    return page(DataSubjectRight.ACCESS, text);
  }

  private static String page(DataSubjectRight right, String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Manifest manifest = Samples.manifest(right, text, Manifest.Outcome.values());
    PreviewRecord previewed = new PreviewRecord(Map.of("name", text, "text", text));
    IndexPage.write(
        manifest,
        Map.of(Samples.HOOK, List.of(previewed, previewed)),
        files -> {
          files.visit(
              new ArchivedFile.StoredAttachment(
                  "attachments/000001/a.txt", Samples.HOOK, text, text, text, 3, "0"));
          files.visit(
              new ArchivedFile.MissingAttachment(
                  "attachments/000002/a.txt", Samples.HOOK, text, text, text));
        },
        out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
