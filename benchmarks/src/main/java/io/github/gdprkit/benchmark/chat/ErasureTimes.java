package io.github.gdprkit.benchmark.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one erasure took, in nanoseconds. */
final class ErasureTimes {

  /** From the first statement to the verification. */
  long whole;

  /** Of all batches together, the search for their keys included. */
  long batches;

  /** Of the count at the end that says that nothing is left. */
  long verification;

  long longestBatch;
  long erased;
  int count;

  /** Of the whole, in this process. */
  long cpu;

  /** How long each write of another connection waited. */
  List<Long> waits = new ArrayList<>();

  void batch(long nanos, long rows) {
    batches += nanos;
    longestBatch = Math.max(longestBatch, nanos);
    erased += rows;
    count++;
  }

  /** The time that this part of the waits did not exceed. */
  long waited(double part) {
    List<Long> sorted = new ArrayList<>(waits);
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size()));
  }
}
