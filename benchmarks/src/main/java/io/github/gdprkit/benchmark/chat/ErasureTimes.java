package io.github.gdprkit.benchmark.chat;

import java.util.ArrayList;
import java.util.Comparator;
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

  /** What each write of another connection took. */
  List<Span> waits = new ArrayList<>();

  private final List<Span> each = new ArrayList<>();

  /** From when to when, by {@link System#nanoTime()}. */
  record Span(long from, long to) {

    long nanos() {
      return to - from;
    }

    boolean overlaps(Span other) {
      return from < other.to && other.from < to;
    }

    boolean contains(Span other) {
      return from <= other.from && other.to <= to;
    }
  }

  /** Takes note of a batch that ends now. */
  void batch(long began, long rows) {
    Span span = new Span(began, System.nanoTime());
    each.add(span);
    batches += span.nanos();
    longestBatch = Math.max(longestBatch, span.nanos());
    erased += rows;
    count++;
  }

  /** The time that this part of the waits did not exceed. */
  long waited(double part) {
    List<Long> sorted = waits.stream().map(Span::nanos).sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size()));
  }

  /** A hundred times the longest wait in the longest of the batches that it overlapped. */
  long longestWaitInBatches() {
    Span wait = waits.stream().max(Comparator.comparingLong(Span::nanos)).orElseThrow();
    long batch =
        each.stream().filter(wait::overlaps).mapToLong(Span::nanos).max().orElse(longestBatch);
    return batch == 0 ? 0 : 100 * wait.nanos() / batch;
  }

  /** How many batches began and ended at most while one write waited. */
  long mostBatchesWithinOneWait() {
    return waits.stream()
        .mapToLong(wait -> each.stream().filter(wait::contains).count())
        .max()
        .orElse(0);
  }
}
