package io.github.gdprkit.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What one command of the chat server needed, in a JVM of its own with 64 MB of heap.
 *
 * @param seconds from the start of the JVM to its end
 * @param cpuSeconds of all its threads
 * @param live the most bytes of heap that a garbage collection left
 * @param rss the peak of resident memory in bytes
 */
record MeasuredChild(double seconds, double cpuSeconds, long live, long rss) {

  private static final String HEAP = "-Xmx64m";

  /** Runs a command to its end; what it prints goes into this folder. */
  static MeasuredChild run(Path folder, String... command) throws Exception {
    Path result = folder.resolve("result");
    Path output = folder.resolve("output.txt");
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.add(HEAP);
    all.add("-cp");
    all.add(System.getProperty("java.class.path"));
    all.add(MeasuredProcess.class.getName());
    all.add(result.toString());
    all.addAll(List.of(command));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(output));
    }
    return read(result, (System.nanoTime() - start) / 1e9);
  }

  private static MeasuredChild read(Path result, double seconds) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(result)));
    return new MeasuredChild(
        seconds,
        Long.parseLong(properties.getProperty("cpu")) / 1e3,
        Long.parseLong(properties.getProperty("live")),
        Long.parseLong(properties.getProperty("rss")));
  }
}
