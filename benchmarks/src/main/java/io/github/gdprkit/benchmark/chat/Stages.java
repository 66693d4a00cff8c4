package io.github.gdprkit.benchmark.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What {@link StageCosts} printed, and the most that exports can reach by it. */
record Stages(Map<String, Stage> stages) {

  /**
   * One stage.
   *
   * @param own nanoseconds of processor time a row
   * @param server the same of the database server
   * @param bytes of JSON a row, 0 before there is any
   */
  record Stage(double own, double server, double bytes) {
    double nanos() {
      return own + server;
    }
  }

  static Stages parse(String output) {
    Map<String, Stage> stages = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] parts = line.split(";", -1);
      if (parts.length == 4) {
        stages.put(
            parts[0],
            new Stage(
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3])));
      }
    }
    return new Stages(stages);
  }

  private Stage stage(String name) {
    return Objects.requireNonNull(stages.get(name), name);
  }

  /** Rows a second when all processors do nothing but the stages. */
  double ceiling(int level, int processors) {
    double nanos =
        stage("read").nanos()
            + stage("encode").nanos()
            + stage("digest").nanos()
            + stage("deflate " + level).nanos();
    return processors * 1e9 / nanos;
  }
}
