package io.github.gdprkit.benchmark;

import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;

/**
 * Exports one person's messages out of generated chats of several sizes, each run in a JVM of its
 * own with 64 MB of heap, start of the JVM and reading back of the archive included. Prints the
 * medians as a table.
 *
 * <p>Arguments: how many runs (default 5), then the numbers of messages (default 10,000, 50,000,
 * 100,000 and 500,000).
 */
public final class ExportBenchmark {

  private ExportBenchmark() {}

  /** Runs the measurement. */
  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      sizes.add(Integer.valueOf(arguments[i]));
    }
    if (sizes.isEmpty()) {
      sizes.addAll(List.of(10_000, 50_000, 100_000, 500_000));
    }
    Path folder = Files.createTempDirectory("gdprkit-benchmark");
    System.out.printf(
        "| messages | threads | level | wall s | rows/s | JSON MB/s | CPU s | live heap MB |"
            + " resident MB | archive MB |%n|---|---|---|---|---|---|---|---|---|---|%n");
    for (int size : sizes) {
      String database = folder.resolve(size + ".db").toString();
      MeasuredChild.run(
          folder,
          "generate",
          "--users=1000",
          "--messages=" + (size + size / 5),
          "--heavy=anna:" + size,
          "--seed=1",
          "--db=" + database);
      measure(folder, database, size, 2, 1, runs);
    }
    String largest = folder.resolve(sizes.get(sizes.size() - 1) + ".db").toString();
    int size = sizes.get(sizes.size() - 1);
    measure(folder, largest, size, 1, 1, runs);
    measure(folder, largest, size, 2, 6, runs);
    measure(folder, largest, size, 2, 0, runs);
  }

  private static void measure(
      Path folder, String database, int size, int threads, int level, int runs) throws Exception {
    List<MeasuredChild> all = new ArrayList<>();
    Path archive = folder.resolve("anna.zip");
    for (int run = 0; run <= runs; run++) {
      Files.deleteIfExists(archive);
      MeasuredChild measured =
          MeasuredChild.run(
              folder,
              "export-user",
              "anna",
              "--db=" + database,
              "--output=" + archive,
              "--threads=" + threads,
              "--level=" + level);
      if (run > 0) {
        all.add(measured);
      }
    }
    print(archive, size, threads, level, all);
  }

  private static void print(Path archive, int size, int threads, int level, List<MeasuredChild> all)
      throws IOException {
    long[] jsonBytes = new long[1];
    Manifest manifest;
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("manifest.json"))) {
      manifest =
          new JacksonArchiveFormat()
              .readManifest(
                  in,
                  file -> {
                    if (file instanceof ArchivedFile.Records records) {
                      jsonBytes[0] += records.bytes();
                    }
                  });
    }
    all.sort(Comparator.comparingDouble(MeasuredChild::seconds));
    MeasuredChild median = all.get(all.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %d | %d | %.2f (%.2f to %.2f) | %,.0f | %.1f | %.2f | %.1f | %.0f | %.1f |%n",
        size,
        threads,
        level,
        median.seconds(),
        all.get(0).seconds(),
        all.get(all.size() - 1).seconds(),
        manifest.records() / median.seconds(),
        jsonBytes[0] / 1e6 / median.seconds(),
        median.cpuSeconds(),
        all.stream().mapToLong(MeasuredChild::live).max().orElse(0) / 1e6,
        all.stream().mapToLong(MeasuredChild::rss).max().orElse(0) / 1e6,
        Files.size(archive) / 1e6);
  }
}
