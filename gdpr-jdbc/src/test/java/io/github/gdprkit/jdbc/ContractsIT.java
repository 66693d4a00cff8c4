package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind all other tests, when it was all of them: no database is left out in silence. */
class ContractsIT {

  @Test
  void ranAsOftenOnEachDatabase() throws Exception {
    assumeThat(System.getProperty("test")).as("only some tests were asked for").isNull();
    List<String> lines = Files.readAllLines(ContractCount.FILE);

    Map<String, Integer> tests = new HashMap<>();
    for (String line : lines) {
      String[] parts = line.split(" ");
      tests.put(parts[0], Integer.valueOf(parts[1]));
    }

    assertThat(tests).containsOnlyKeys(ContractCount.DATABASES);
    assertThat(tests.values()).as("%s", tests).allMatch(count -> count > 50);
    assertThat(tests.values().stream().distinct()).as("%s", tests).hasSize(1);
  }
}
