package io.github.gdprkit.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What one program needed, in a process of its own.
 *
 * @param seconds from the start of the process to its end
 * @param ownSeconds from the first line of the program to its last, without the start of the JVM
 * @param cpuSeconds of all its threads and of the processes that it started and waited for
 * @param live the most bytes of heap that a garbage collection left; 0 when there was none
 * @param rss the peak of resident memory in bytes
 * @param output what it printed
 */
public record MeasuredChild(
    double seconds, double ownSeconds, double cpuSeconds, long live, long rss, String output) {

  /** Runs a command of the chat server in a JVM with 64 MB of heap. */
  static MeasuredChild run(Path folder, String... command) throws Exception {
    return java(
        folder, List.of("-Xmx64m"), "io.github.gdprkit.example.chat.ChatServer", List.of(command));
  }

  /**
   * Runs a program to its end in a JVM of its own, with the class path of this one.
   *
   * @param folder for what it prints and for the figures
   * @param options of the JVM
   * @param main the name of the class
   * @throws IllegalStateException with what it printed, when it fails
   */
  public static MeasuredChild java(
      Path folder, List<String> options, String main, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MeasuredProcess.class.getName());
    command.add(result(folder).toString());
    command.add(main);
    command.addAll(arguments);
    return command(folder, command);
  }

  /** Where a program that is no Java writes what {@link MeasuredProcess} writes for those of it. */
  public static Path result(Path folder) {
    return folder.resolve("result");
  }

  /**
   * Runs any command to its end, which writes its figures to {@link #result}.
   *
   * @throws IllegalStateException with what it printed, when it fails
   */
  public static MeasuredChild command(Path folder, List<String> command) throws Exception {
    Path output = folder.resolve("output.txt");
    Files.deleteIfExists(result(folder));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exit != 0) {
      throw new IllegalStateException("Exit " + exit + ": " + Files.readString(output));
    }
    return read(folder, seconds, Files.readString(output));
  }

  private static MeasuredChild read(Path folder, double seconds, String output) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(result(folder))));
    return new MeasuredChild(
        seconds,
        Long.parseLong(properties.getProperty("own")) / 1e3,
        Long.parseLong(properties.getProperty("cpu")) / 1e3,
        Long.parseLong(properties.getProperty("live")),
        Long.parseLong(properties.getProperty("rss")),
        output);
  }
}
