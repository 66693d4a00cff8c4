package io.github.gdprkit.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that runs the same program each time it is asked to, so that the later runs find its code
 * compiled, as those of a server do. Between two runs it waits and needs no processor.
 */
public final class RepeatedChild implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final String name;

  /**
   * What one run needed.
   *
   * @param seconds from the first line of the program to its last
   * @param cpuSeconds of all threads of the JVM, and of the processes that it waited for
   */
  public record Run(double seconds, double cpuSeconds) {}

  /**
   * Starts the JVM, with the class path of this one.
   *
   * @param options of the JVM
   * @param main the name of the class
   */
  public RepeatedChild(List<String> options, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(RepeatedProcess.class.getName());
    command.add(main);
    command.addAll(arguments);
    name = main;
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Runs the program once more.
   *
   * @throws IllegalStateException with what it printed, when it fails
   */
  public Run run() throws IOException {
    OutputStream input = process.getOutputStream();
    input.write('\n');
    input.flush();
    StringBuilder printed = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(RepeatedProcess.DONE)) {
        String[] figures = line.substring(RepeatedProcess.DONE.length()).split(" ", -1);
        return new Run(Long.parseLong(figures[0]) / 1e9, Long.parseLong(figures[1]) / 1e9);
      }
      printed.append(line).append('\n');
    }
    throw new IllegalStateException(name + " ended: " + printed);
  }

  @Override
  public void close() throws IOException {
    // It ends when there is nothing more to read, and so does its output.
    process.getOutputStream().close();
    while (output.readLine() != null) {
      continue;
    }
    output.close();
  }
}
