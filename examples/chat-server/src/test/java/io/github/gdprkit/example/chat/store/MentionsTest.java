package io.github.gdprkit.example.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

  @Test
  void findsEachMentionOnce() {
    assertThat(Mentions.in("@ron and @harry-p, @ron!"))
        .containsExactly(List.of("ron"), List.of("harry-p"));
  }

  @Test
  void takesTheEndOfASentenceForASecondGuess() {
    assertThat(Mentions.in("Ask @ron.w. Or not.")).containsExactly(List.of("ron.w.", "ron.w"));
  }

  @Test
  void findsNamesInOtherScripts() {
    assertThat(Mentions.in("καλημέρα @δήμητρα")).containsExactly(List.of("δήμητρα"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "@@", "@ ron", "ron@example.org", "a.@ron", "@."})
  void findsNothingWhereNobodyIsMentioned(String text) {
    assertThat(Mentions.in(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Ask @ron.; Ask @new.",
        "@RON, @Ron! (@ron); @new, @new! (@new)",
        "@rony @ron-a a@ron ron; @rony @ron-a a@ron ron",
        "@ron@ron; @new@ron"
      })
  void renamesNothingButTheMention(String text, String renamed) throws Exception {
    Mentions.Meaning ron =
        spellings -> spellings.stream().filter(name -> name.equalsIgnoreCase("ron")).findFirst();

    assertThat(Mentions.rename(text, ron, "new")).isEqualTo(renamed);
  }
}
