package io.github.gdprkit.deadline;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Counts every vector of {@code deadlines.json}, or of the file that {@code
 * -Dgdprkit.vectors=<file>} names, and says at the end how many those were.
 */
class DeadlineVectorsTest {

  private static int run;
  private static int failed;

  @TestFactory
  Stream<DynamicTest> countsLikeTheVectors() throws IOException {
    return VectorFile.load().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.path("id").asText() + " " + vector.path("rule").asText(),
                    () -> check(vector)));
  }

  @AfterAll
  static void saysHowManyRan() {
    if (run > 0) {
      System.out.printf("deadline vectors: %d run, %d failed%n", run, failed);
    } else {
      System.out.println("deadline vectors: none run");
    }
  }

  private static void check(JsonNode node) {
    run++;
    String id = node.path("id").asText();
    List<String> problems = new ArrayList<>();
    try {
      DeadlineVector vector = new DeadlineVector(node);
      problems.addAll(vector.problems());
      if (!vector.unread().isEmpty()) {
        System.out.printf("deadline vector %s: input not used: %s%n", id, vector.unread());
      }
    } catch (RuntimeException e) {
      problems.add(e.toString());
    }
    if (!problems.isEmpty()) {
      failed++;
      fail("Vector " + id + " " + String.join("; ", problems));
    }
  }
}
