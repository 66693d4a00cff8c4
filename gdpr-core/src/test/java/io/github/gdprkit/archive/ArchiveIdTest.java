package io.github.gdprkit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveIdTest {

  static String[] hostile() {
    return new String[] {
      "",
      " ",
      ".",
      "..",
      "...",
      "../a",
      "a/../b",
      "a/b",
      "/a",
      "\\\\server\\share",
      "C:\\a",
      "C:a",
      "a:b",
      "a\u0000b",
      "a\nb",
      "a\tb",
      "a.",
      "a ",
      " a",
      "-a",
      ".a",
      "~a",
      "a*",
      "a?",
      "a|b",
      "a<b",
      "a>b",
      "a\"b",
      "a\u202Eb",
      "a\u200Bb",
      "a\uFEFF",
      "\u0301a",
      "a\uD800",
      "a".repeat(101)
    };
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void refusesWhatCouldNameAnotherFile(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveId(value))
        .withMessageContaining("choose another name")
        .withMessageNotContaining(value.length() > 4 ? value : "\u0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "7",
        "REQ-2026-0001",
        "req 1 (again)",
        "a.b",
        "a_b",
        "a+b@c",
        "\u00dcbung",
        "\u65e5\u672c\u8a9e",
        "cafe\u0301"
      })
  void takesNamesThatPeopleGive(String value) {
    assertThat(new ArchiveId(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"con", "NUL", "com1", "Lpt9", "aux.1"})
  void refusesNamesOfDevices(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ArchiveId(value));
  }

  @Test
  void refusesNamesThatAreTooLongInBytes() {
    String longest = "\u65e5".repeat(100);

    assertThat((longest + ".zip.journal").getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(255);
    assertThatIllegalArgumentException().isThrownBy(() -> new ArchiveId(longest));
  }
}
