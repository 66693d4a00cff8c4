package io.github.gdprkit.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "messages-sent", "s3", "a123456789012345678901234567890123456789"})
  void takesNamesThatEveryFileSystemAccepts(String value) {
    assertThat(new HookId(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "Messages",
        "1st",
        "-a",
        "a b",
        "a.b",
        "a/b",
        "a\\b",
        "..",
        "../a",
        "a\n",
        "a\u0000",
        "\u00e4",
        "a_b",
        "a1234567890123456789012345678901234567890"
      })
  void refusesNamesThatCouldMeanSomethingElse(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HookId(value))
        .withMessageContaining("lower case letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"con", "prn", "aux", "nul", "com0", "com9", "lpt1", "attachments"})
  void refusesNamesThatAreTaken(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HookId(value))
        .withMessageContaining("reserved")
        .withMessageContaining("choose another");
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "com10", "null", "attachments-2"})
  void takesNamesThatOnlyResembleThem(String value) {
    assertThat(new HookId(value).value()).isEqualTo(value);
  }
}
