package io.github.gdprkit.testkit.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks pages with HTML Tidy, a program that has to be installed (Debian: {@code apt-get install
 * tidy}). Nothing is written to disk.
 *
 * <pre>{@code
 * assertThat(PageCheck.withTidy().findings(page)).isEmpty();
 * }</pre>
 */
public final class PageCheck {

  private static final long SECONDS = 60;

  private static final Pattern FINDING =
      Pattern.compile("(?:line (\\d+) column (\\d+) - )?(Warning|Error): (.*)");

  private final String program;

  private PageCheck(String program) {
    this.program = program;
  }

  /** With the program {@code tidy} of the path. */
  public static PageCheck withTidy() {
    return new PageCheck("tidy");
  }

  /** With the program of this name or path, which takes the options of HTML Tidy. */
  public static PageCheck with(String program) {
    return new PageCheck(program);
  }

  /** Whether the program is there, for tests that are skipped where it is not. */
  public boolean isInstalled() {
    try {
      Process process =
          new ProcessBuilder(program, "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return ended(process) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What is wrong with a page, in the order of its lines.
   *
   * @throws IllegalStateException when the program is not installed or does not answer
   */
  public List<PageFinding> findings(String page) {
    Process process = start();
    // Read while the page is written: a program that finds much would else wait for a reader.
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> read(process));
    write(page, process);
    String output = read.join();
    if (!ended(process) || process.exitValue() > 2) {
      throw new IllegalStateException(
          "The program " + program + " did not check the page: " + output.strip());
    }
    List<PageFinding> findings = findingsIn(output);
    if (process.exitValue() > 0 && findings.isEmpty()) {
      throw new IllegalStateException(
          "The program " + program + " found something and did not say what: " + output.strip());
    }
    return findings;
  }

  private Process start() {
    ProcessBuilder builder =
        new ProcessBuilder(
            program,
            "-quiet",
            "-errors",
            "-utf8",
            "-language",
            "en",
            "--show-errors",
            "1000",
            "--show-warnings",
            "yes",
            "--show-info",
            "no");
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The program " + program + " is not installed; on Debian: apt-get install tidy", e);
    }
  }

  private static void write(String page, Process process) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(page.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ignored) {
      // It ended before it read everything; its exit code says why.
    }
  }

  private static String read(Process process) {
    try (InputStream in = process.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a page was checked", e);
    } finally {
      process.destroyForcibly();
    }
  }

  static List<PageFinding> findingsIn(String output) {
    List<PageFinding> findings = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher matcher = FINDING.matcher(line);
      if (matcher.matches()) {
        boolean isPlaced = matcher.group(1) != null;
        findings.add(
            new PageFinding(
                matcher.group(3).equals("Error")
                    ? PageFinding.Severity.ERROR
                    : PageFinding.Severity.WARNING,
                isPlaced ? Integer.parseInt(matcher.group(1)) : 0,
                isPlaced ? Integer.parseInt(matcher.group(2)) : 0,
                matcher.group(4)));
      }
    }
    return List.copyOf(findings);
  }
}
