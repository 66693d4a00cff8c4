package io.github.gdprkit.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The life of an organisation that leaves (Art. 28(3)(g)): its messages are exported, returned and
 * erased while another organisation stays in the same database. Each step is one run in a JVM of
 * its own with 64 MB of heap. Prints a table.
 *
 * <p>Arguments: the numbers of messages (default 500,000).
 */
public final class OrganisationBenchmark {

  private OrganisationBenchmark() {}

  /** Runs the measurement. */
  public static void main(String[] arguments) throws Exception {
    List<Integer> sizes = new ArrayList<>();
    for (String argument : arguments) {
      sizes.add(Integer.valueOf(argument));
    }
    if (sizes.isEmpty()) {
      sizes.add(500_000);
    }
    Path folder = Files.createTempDirectory("gdprkit-benchmark");
    System.out.printf(
        "| messages | step | wall s | CPU s | live heap MB | resident MB | file MB |%n"
            + "|---|---|---|---|---|---|---|%n");
    for (int size : sizes) {
      leave(Files.createDirectory(folder.resolve(Integer.toString(size))), size);
    }
  }

  private static void leave(Path folder, int size) throws Exception {
    Path database = folder.resolve("chat.db");
    String where = "--db=" + database;
    String acme = "--controller=acme";
    generate(folder, where, "--users=200", "--messages=" + size / 10, "--seed=2");
    generate(folder, where, "--users=1000", "--messages=" + size, "--seed=1", acme);
    Path archive = folder.resolve("acme.zip");
    step(
        folder, size, "export", archive, "export-organisation", "--output=" + archive, where, acme);
    MeasuredChild.run(
        folder, "end-service", "begin", "gone", "--choice=return-and-erase", where, acme);
    step(folder, size, "return", archive, "end-service", "return", "gone", where, acme);
    MeasuredChild.run(folder, "end-service", "handed-over", "gone", where, acme);
    step(folder, size, "erase", database, "end-service", "erase", "gone", where, acme);
  }

  private static void generate(Path folder, String where, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("generate", where));
    command.addAll(List.of(options));
    MeasuredChild.run(folder, command.toArray(new String[0]));
  }

  private static void step(Path folder, int size, String name, Path file, String... command)
      throws Exception {
    MeasuredChild run = MeasuredChild.run(folder, command);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %.1f | %.1f | %.1f | %.0f | %.1f |%n",
        size,
        name,
        run.seconds(),
        run.cpuSeconds(),
        run.live() / 1e6,
        run.rss() / 1e6,
        Files.size(file) / 1e6);
  }
}
