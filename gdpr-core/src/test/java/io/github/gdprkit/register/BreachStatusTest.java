package io.github.gdprkit.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreachStatusTest {

  /** The workflow, written a second time. */
  @ParameterizedTest
  @CsvSource({
    "SUSPECTED,CONFIRMED DISMISSED",
    "CONFIRMED,DISMISSED CLOSED",
    "DISMISSED,CONFIRMED",
    "CLOSED,CONFIRMED"
  })
  void goesWhereTheTableSays(BreachStatus from, String to) {
    Set<BreachStatus> expected =
        Arrays.stream(to.split(" ")).map(BreachStatus::valueOf).collect(Collectors.toSet());

    assertThat(from.next()).isEqualTo(expected);
  }
}
