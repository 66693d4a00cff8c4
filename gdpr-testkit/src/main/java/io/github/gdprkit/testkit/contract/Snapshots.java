package io.github.gdprkit.testkit.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a host stored before with what it stores afterwards, as lines in any order. */
final class Snapshots {

  private Snapshots() {}

  /** Sorted, so that a host may give its rows in any order. */
  static List<String> sorted(Collection<String> lines) {
    return lines.stream().sorted().toList();
  }

  /** The lines that hold this text. */
  static List<String> holding(Collection<String> lines, String text) {
    return lines.stream().filter(line -> line.contains(text)).sorted().toList();
  }

  /** The lines without these, each as often as it is there more often. */
  static List<String> without(Collection<String> lines, Collection<String> others) {
    Map<String, Integer> counts = new HashMap<>();
    for (String other : others) {
      counts.merge(other, 1, Integer::sum);
    }
    List<String> rest = new ArrayList<>();
    for (String line : lines) {
      if (counts.merge(line, -1, Integer::sum) < 0) {
        rest.add(line);
      }
    }
    return rest;
  }
}
