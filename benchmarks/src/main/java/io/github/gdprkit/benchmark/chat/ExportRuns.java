package io.github.gdprkit.benchmark.chat;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one program over the same data. Times are medians, memory is the highest. */
record ExportRuns(List<ExportRun> runs) {

  double seconds() {
    return median(run -> run.child().seconds());
  }

  double fastest() {
    return sorted(run -> run.child().seconds())[0];
  }

  double slowest() {
    return sorted(run -> run.child().seconds())[runs.size() - 1];
  }

  double ownSeconds() {
    return median(run -> run.child().ownSeconds());
  }

  double clientCpu() {
    return median(run -> run.child().cpuSeconds());
  }

  double serverCpu() {
    return median(ExportRun::serverSeconds);
  }

  double live() {
    return sorted(run -> run.child().live())[runs.size() - 1];
  }

  double rss() {
    return sorted(run -> run.child().rss())[runs.size() - 1];
  }

  long records() {
    return runs.get(0).count().records();
  }

  long jsonBytes() {
    return runs.get(0).count().bytes();
  }

  long archiveBytes() {
    return runs.get(0).archiveBytes();
  }

  double rowsPerSecond() {
    return records() / seconds();
  }

  double jsonPerSecond() {
    return jsonBytes() / seconds();
  }

  private double median(ToDoubleFunction<ExportRun> of) {
    double[] all = sorted(of);
    int middle = all.length / 2;
    return all.length % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
  }

  private double[] sorted(ToDoubleFunction<ExportRun> of) {
    double[] all = runs.stream().mapToDouble(of).toArray();
    Arrays.sort(all);
    return all;
  }
}
