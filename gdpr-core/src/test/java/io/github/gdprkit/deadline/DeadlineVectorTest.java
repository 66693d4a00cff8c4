package io.github.gdprkit.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors prove nothing if what runs them lets a wrong one pass. */
class DeadlineVectorTest {

  private static final String MONTH =
      """
      {"id": "T1", "rule": "%s", "zone": "Europe/Copenhagen", "calendar": "%s",
       "input": {"received": "2026-10-12", "months": 1%s}, "nominal": "2026-11-12",
       "expected": {"lastDay": "2026-11-12"%s}}
      """;

  @TempDir Path folder;

  private static List<String> problems(String rule, String calendar, String input, String expected)
      throws IOException {
    return vector(MONTH.formatted(rule, calendar, input, expected)).problems();
  }

  private static DeadlineVector vector(String json) throws IOException {
    JsonNode node = new ObjectMapper().readTree(json);
    return new DeadlineVector(node);
  }

  @Test
  void hasNothingAgainstAVectorThatIsRight() throws IOException {
    assertThat(problems("EU_MONTHS_1182", "DK", "", "")).isEmpty();
  }

  @Test
  void namesARuleOrAnExpectationThatItDoesNotKnow() throws IOException {
    assertThatThrownBy(() -> problems("EU_FORTNIGHTS", "DK", "", ""))
        .hasMessageContaining("unknown rule EU_FORTNIGHTS");
    assertThatThrownBy(() -> problems("EU_MONTHS_1182", "XX", "", ""))
        .hasMessageContaining("no calendar XX");
    assertThat(problems("EU_MONTHS_1182", "DK", "", ", \"phase\": \"of the moon\""))
        .singleElement()
        .asString()
        .contains("expects phase, which is not known");
  }

  @Test
  void namesWhatDiffers() throws IOException {
    assertThat(problems("EU_MONTHS_1182", "DK", "", ", \"pausedDays\": 1, \"state\": null"))
        .containsExactly("expects pausedDays 1, counted 0", "expects state null, counted RUNNING");
    assertThat(
            vector(MONTH.formatted("EU_MONTHS_1182", "DK", "", "").replace("11-12", "11-13"))
                .problems())
        .hasSize(2);
  }

  @Test
  void tellsAnInputThatItHadNoUseFor() throws IOException {
    DeadlineVector vector =
        vector(MONTH.formatted("EU_MONTHS_1182", "DK", ", \"weather\": \"fair\"", ""));

    assertThat(vector.problems()).isEmpty();
    assertThat(vector.unread()).containsExactly("weather");
  }

  @Test
  void comparesPointsInTimeWithTheirOffset() throws IOException {
    String breach =
        """
        {"id": "T2", "rule": "BREACH_HOURS", "zone": "Europe/Copenhagen", "calendar": "DK",
         "input": {"aware": "2026-03-27T14:20:00+01:00", "hours": 72}, "nominal": null,
         "expected": {"simpleEnd": "%s"}}
        """;

    assertThat(vector(breach.formatted("2026-03-30T15:20:00+02:00")).problems()).isEmpty();
    assertThat(vector(breach.formatted("2026-03-30T13:20:00Z")).problems()).isEmpty();
    assertThat(vector(breach.formatted("2026-03-30T14:20:00+01:00")).problems()).hasSize(1);
    assertThat(vector(breach.formatted("2026-03-30T14:20:00+02:00")).problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\"          | is not JSON",
        "{}              | is not a JSON array",
        "[]              | holds no vectors",
        "[] []           | is not JSON",
        "[1]             | Vector 1 of",
        "[{\"id\": \"A\"}] | has no rule"
      })
  void saysWhatIsWrongWithAFile(String content, String message) throws IOException {
    Files.writeString(folder.resolve("vectors.json"), content);

    assertThatThrownBy(() -> VectorFile.load("vectors.json", folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("vectors.json");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> VectorFile.load("nowhere.json", folder))
        .hasMessageContaining("gdprkit.vectors")
        .hasMessageContaining("nowhere.json, but there is no such file");
    assertThatThrownBy(() -> VectorFile.load(" ", folder)).hasMessageContaining("names no file");
  }

  @Test
  void refusesAVectorThatIsThereTwiceOrExpectsNothing() throws IOException {
    String one = MONTH.formatted("EU_MONTHS_1182", "DK", "", "");
    Path file = folder.resolve("vectors.json");

    Files.writeString(file, "[" + one + "," + one + "]");
    assertThatThrownBy(() -> VectorFile.load(file.toString(), Path.of("")))
        .hasMessageContaining("has the vector T1 twice");
    Files.writeString(file, "[" + one.replaceAll("\"expected\".*", "\"expected\": {}}") + "]");
    assertThatThrownBy(() -> VectorFile.load(file.toString(), Path.of("")))
        .hasMessageContaining("Vector T1")
        .hasMessageContaining("has no expected");
  }
}
