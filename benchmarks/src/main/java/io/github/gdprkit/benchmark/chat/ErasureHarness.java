package io.github.gdprkit.benchmark.chat;

import com.sun.management.OperatingSystemMXBean;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Erases person 1, who wrote a quarter of all messages, with gdprkit and with statements written by
 * hand, in turns and each time from the same physical state; then beside somebody else who writes,
 * who for comparison writes for three seconds with nobody beside. Prints both as tables, medians
 * with the fastest and slowest. In SQLite that somebody else waits as SQLite itself does, looking
 * again after up to 100 ms.
 *
 * <p>Arguments: {@code postgresql} or {@code sqlite}; how many rounds (5) after one to warm up; the
 * rows of a batch (10,000, as gdprkit has it unless told otherwise); how many messages there are
 * (2,000,000); how many rounds beside somebody else (3); {@code first-rows} to compare another way
 * by hand as well.
 */
public final class ErasureHarness {

  private static final long PERSON = 1;
  private static final String BY_HAND = "by hand, ranges of keys";
  private static final String NOBODY = "nobody";
  private static final long ALONE = TimeUnit.SECONDS.toNanos(3);

  private final ErasureSite site;
  private final int messages;
  private final Path folder;
  private int runs;
  private boolean isWarm;

  private ErasureHarness(ErasureSite site, int messages, Path folder) {
    this.site = site;
    this.messages = messages;
    this.folder = folder;
  }

  /** One of those that are compared: all that is not measured first, then what is. */
  private interface Way {
    Run prepare(DataSource database) throws Exception;
  }

  /** What is measured. */
  private interface Run {
    ErasureTimes run() throws Exception;
  }

  /** Runs the measurement. */
  public static void main(String[] arguments) throws Exception {
    String kind = arguments.length > 0 ? arguments[0] : "postgresql";
    int rounds = number(arguments, 1, 5);
    int rows = number(arguments, 2, 10_000);
    int messages = number(arguments, 3, 2_000_000);
    int beside = number(arguments, 4, 3);
    boolean firstRows = arguments.length > 5 && arguments[5].equals("first-rows");
    Path folder = Files.createTempDirectory("gdprkit-erasure");
    ChatData data =
        new ChatData(messages, Map.of(1L, messages / 4, 2L, messages / 200, 3L, messages / 20));
    try (ErasureSite site =
        kind.equals("sqlite") ? ErasureSite.sqlite(data, folder) : ErasureSite.postgresql(data)) {
      ErasureHarness harness = new ErasureHarness(site, messages, folder);
      for (ErasureMode mode : ErasureMode.values()) {
        Map<String, Way> ways = harness.ways(mode, rows, firstRows);
        System.out.printf(
            Locale.ROOT,
            "%n%s %,d of %,d messages, batches of %,d%n%n",
            mode.word,
            messages / 4,
            messages,
            rows);
        printAlone(harness.alone(ways, rounds));
        System.out.printf("%nThe same beside somebody else who writes%n%n");
        printBeside(harness.beside(ways, beside));
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static int number(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }

  private Map<String, Way> ways(ErasureMode mode, int rows, boolean firstRows) {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(BY_HAND, source -> () -> ErasureByHand.byRange(source, mode, PERSON, rows));
    if (firstRows) {
      ways.put(
          "by hand, the first rows",
          source -> () -> ErasureByHand.byFirstRows(source, mode, PERSON, rows));
    }
    int usual = FulfilmentSettings.defaults().batchRecords();
    if (rows != usual) {
      ways.put("gdprkit, the same batches", source -> byKit(source, mode, rows));
    }
    ways.put("gdprkit", source -> byKit(source, mode, usual));
    return ways;
  }

  private Run byKit(DataSource source, ErasureMode mode, int rows) throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside-" + runs++));
    ErasureByKit kit = new ErasureByKit(source, site.isSqlite(), mode, PERSON, rows, outside);
    return kit::run;
  }

  private Map<String, List<ErasureTimes>> alone(Map<String, Way> ways, int rounds)
      throws Exception {
    Map<String, List<ErasureTimes>> all = new LinkedHashMap<>();
    // Once is enough to warm up.
    for (int round = isWarm ? 1 : 0; round <= rounds; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        Run run = way.getValue().prepare(site.fresh());
        long cpu = cpu();
        ErasureTimes times = run.run();
        times.cpu = cpu() - cpu;
        if (round > 0) {
          add(all, way.getKey(), times);
        }
      }
    }
    isWarm = true;
    return all;
  }

  private Map<String, List<ErasureTimes>> beside(Map<String, Way> ways, int rounds)
      throws Exception {
    Map<String, List<ErasureTimes>> all = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        Run run = way.getValue().prepare(site.fresh());
        try (ErasureBystander bystander = new ErasureBystander(site.ofOthers(), messages, PERSON)) {
          ErasureTimes times = run.run();
          times.waits = bystander.waits();
          add(all, way.getKey(), times);
        }
      }
      site.fresh();
      ErasureTimes times = new ErasureTimes();
      try (ErasureBystander bystander = new ErasureBystander(site.ofOthers(), messages, PERSON)) {
        LockSupport.parkNanos(ALONE);
        times.waits = bystander.waits();
      }
      all.computeIfAbsent(NOBODY, key -> new ArrayList<>()).add(times);
    }
    return all;
  }

  private void add(Map<String, List<ErasureTimes>> all, String way, ErasureTimes times) {
    if (times.erased != messages / 4) {
      throw new IllegalStateException("Erased " + times.erased + " by " + way);
    }
    all.computeIfAbsent(way, key -> new ArrayList<>()).add(times);
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void printAlone(Map<String, List<ErasureTimes>> all) {
    System.out.println(
        "| | batches | s in batches | ratio | longest batch ms | verification ms | whole s | ratio |"
            + " CPU s of the client |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    List<ErasureTimes> hand = all.getOrDefault(BY_HAND, List.of());
    all.forEach(
        (name, runs) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %s | %.2f | %s | %.0f | %s | %.2f | %.2f |%n",
                name,
                runs.get(0).count,
                seconds(runs, times -> times.batches),
                (double) median(runs, times -> times.batches)
                    / median(hand, times -> times.batches),
                millis(runs, times -> times.longestBatch),
                median(runs, times -> times.verification) / 1e6,
                seconds(runs, times -> times.whole),
                (double) median(runs, times -> times.whole) / median(hand, times -> times.whole),
                median(runs, times -> times.cpu) / 1e9));
  }

  private static void printBeside(Map<String, List<ErasureTimes>> all) {
    System.out.println(
        "| who erases | whole s | longest batch ms | writes | median wait ms | 99 % within ms"
            + " | longest wait ms | longest wait, in the batch it met | whole batches within a wait |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    all.forEach(
        (name, runs) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,d | %.1f | %.0f | %s | %s |%n",
                name,
                name.equals(NOBODY)
                    ? "| "
                    : seconds(runs, times -> times.whole)
                        + " | "
                        + millis(runs, times -> times.longestBatch),
                median(runs, times -> times.waits.size()),
                median(runs, times -> times.waited(0.5)) / 1e6,
                median(runs, times -> times.waited(0.99)) / 1e6,
                millis(runs, times -> times.waited(1)),
                name.equals(NOBODY) ? "| " : missed(runs)));
  }

  private static String missed(List<ErasureTimes> runs) {
    List<Long> parts = sorted(runs, ErasureTimes::longestWaitInBatches);
    List<Long> batches = sorted(runs, ErasureTimes::mostBatchesWithinOneWait);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f) | %d (%d to %d)",
        parts.get(runs.size() / 2) / 100.0,
        parts.get(0) / 100.0,
        parts.get(runs.size() - 1) / 100.0,
        batches.get(runs.size() / 2),
        batches.get(0),
        batches.get(runs.size() - 1));
  }

  private static String seconds(List<ErasureTimes> runs, ToLongFunction<ErasureTimes> value) {
    List<Long> sorted = sorted(runs, value);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        median(runs, value) / 1e9,
        sorted.get(0) / 1e9,
        sorted.get(sorted.size() - 1) / 1e9);
  }

  private static String millis(List<ErasureTimes> runs, ToLongFunction<ErasureTimes> value) {
    List<Long> sorted = sorted(runs, value);
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f to %.0f)",
        median(runs, value) / 1e6,
        sorted.get(0) / 1e6,
        sorted.get(sorted.size() - 1) / 1e6);
  }

  private static long median(List<ErasureTimes> runs, ToLongFunction<ErasureTimes> value) {
    return sorted(runs, value).get(runs.size() / 2);
  }

  private static List<Long> sorted(List<ErasureTimes> runs, ToLongFunction<ErasureTimes> value) {
    return runs.stream().map(value::applyAsLong).sorted().toList();
  }
}
