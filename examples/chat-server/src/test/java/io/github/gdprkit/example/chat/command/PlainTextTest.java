package io.github.gdprkit.example.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void leavesNamesInAnyScriptAlone() {
    assertThat(PlainText.of("Δήμητρα O'Brien 小林 👍🏽")).isEqualTo("Δήμητρα O'Brien 小林 👍🏽");
  }

  @Test
  void disarmsWhatSteersTheTerminal() {
    assertThat(PlainText.of("\u001b[2Ja\nb\u202ec\u2028\ud800"))
        .isEqualTo("\\u{1b}[2Ja\\u{a}b\\u{202e}c\\u{2028}\\u{d800}");
  }
}
