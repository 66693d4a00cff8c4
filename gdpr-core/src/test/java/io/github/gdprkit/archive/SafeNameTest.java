package io.github.gdprkit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafeNameTest {

  private static final String SAFE =
      "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?){0,2}";
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9");

  static String[] hostile() {
    return new String[] {
      "",
      " ",
      ".",
      "..",
      "...",
      "../../etc/passwd",
      "..\\..\\windows\\system32",
      "/etc/shadow",
      "C:\\autoexec.bat",
      "\\\\server\\share\\x",
      "a\u0000.jpg",
      "a\nb\r.jpg",
      "photo\u202Egpj.exe",
      "con",
      "CON.txt",
      "nul.tar.gz",
      "Aux .png",
      "com\u00b9.txt",
      "lpt1",
      "trailing.",
      "trailing. . .",
      "trailing ",
      ".hidden",
      ".bashrc.",
      "-rf",
      "~root",
      "$(rm -rf).sh",
      "`id`.txt",
      "a;b&c|d.txt",
      "%2e%2e%2fx",
      "x".repeat(300),
      "x".repeat(300) + "." + "y".repeat(300),
      "e\u0301".repeat(300),
      "\u0301\u0302",
      "\u65e5\u672c\u8a9e.pdf",
      "\uD83D\uDE00.png",
      "\uD800.png",
      "a:stream.txt",
      "name.txt:Zone.Identifier",
      "desktop.ini",
      "\u2024\u2024/a",
      "\uFF0E\uFF0E\uFF0Fa",
      "a.\u200Bhtml",
      "a.h t m l"
    };
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void makesAnyTextANameThatIsOneFileAndNothingElse(String name) {
    String safe = SafeName.of(name);

    assertThat(safe).matches(SAFE).hasSizeLessThan(80).isEqualTo(safe.toLowerCase(Locale.ROOT));
    assertThat(DEVICES).doesNotContain(safe.split("\\.", 2)[0]);
  }

  @Test
  void makesRandomTextSafeToo() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      int length = random.nextInt(90);
      for (int j = 0; j < length; j++) {
        name.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
      }

      String safe = SafeName.of(name.toString());

      assertThat(safe).matches(SAFE);
      assertThat(DEVICES).doesNotContain(safe.split("\\.", 2)[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "photo.jpg, photo.jpg",
    "Photo.JPG, photo.jpg",
    "'My Notes (final).docx', my-notes-final.docx",
    "\u00dcbung.pdf, ubung.pdf",
    "archive.tar.gz, archive-tar.gz",
    "README, readme",
    ".hidden, hidden",
    "name., name",
    "'', file",
    "\u65e5\u672c\u8a9e.pdf, file.pdf",
    "con.txt, file-con.txt",
    "NUL, file-nul",
    "photo\u202Egpj.exe, photo-gpj.exe.txt"
  })
  void keepsWhatAPersonWouldRecognise(String name, String safe) {
    assertThat(SafeName.of(name)).isEqualTo(safe);
  }

  @ParameterizedTest
  @CsvSource({
    "a.html",
    "a.HTM",
    "a.svg",
    "a.SvGz",
    "a.xml",
    "a.js",
    "a.exe",
    "a.bat",
    "a.ps1",
    "a.jar",
    "a.lnk",
    "a.docm",
    "a.hta",
    "a.url",
    "a.desktop",
    "a.sh",
    "'a.html ', ",
    "a.\uFF48tml"
  })
  void putsANeutralEndingBehindOneThatASystemWouldRun(String name) {
    assertThat(SafeName.of(name)).endsWith(".txt");
  }

  @ParameterizedTest
  @CsvSource({"a.txt", "a.png", "a.pdf", "a.docx", "a.zip", "a.html.png", "html", ".html"})
  void leavesOtherEndingsAlone(String name) {
    assertThat(SafeName.of(name)).doesNotEndWith(".txt.txt");
    assertThat(SafeName.of(name).endsWith(".txt")).isEqualTo(name.endsWith(".txt"));
  }

  @Test
  void givesTwinsThatDifferInCaseOneName() {
    assertThat(SafeName.of("IMG.JPG")).isEqualTo(SafeName.of("img.jpg"));
    assertThat(ArchiveLayout.attachment(1, "IMG.JPG"))
        .isEqualTo("attachments/000001/img.jpg")
        .isNotEqualTo(ArchiveLayout.attachment(2, "img.jpg"));
  }

  @Test
  void countsOnWhenSixDigitsAreNotEnough() {
    assertThat(ArchiveLayout.attachment(1_234_567, "a")).isEqualTo("attachments/1234567/a");
    assertThat(ArchiveLayout.attachment(999_999, "a")).isEqualTo("attachments/999999/a");
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));

      assertThat(SafeName.of("TITLE.GIF")).isEqualTo("title.gif");
      assertThat(SafeName.of("INDEX.HTML")).isEqualTo("index.html.txt");
    } finally {
      Locale.setDefault(before);
    }
  }
}
