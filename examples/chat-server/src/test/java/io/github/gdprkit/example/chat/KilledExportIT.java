package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the export of half a million messages by its process id, at named moments, and runs the
 * same command again. The archive must have every page and attachment of an uninterrupted one, byte
 * for byte, and once. Every child runs in 64 MB of heap.
 */
class KilledExportIT {

  private static final int MESSAGES = 500_000;
  private static final Pattern GOING_ON =
      Pattern.compile("Going on with an unfinished export: ([0-9,]+) records");

  @TempDir private static Path folder;
  private static String database;
  private static Map<String, String> uninterrupted;

  @BeforeAll
  static void exportOnceWithoutInterruption() throws Exception {
    database = folder.resolve("chat.db").toString();
    CommandRun generated =
        CommandRun.of(
            "generate",
            "--users=400",
            "--messages=" + (MESSAGES + 50_000),
            "--heavy=anna:" + MESSAGES,
            "--seed=11",
            "--db",
            database);
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Path output = folder.resolve("uninterrupted.zip");
    assertThat(run(output, line -> false)).contains("Reading the archive back");
    Archive archive = new Archive(output);
    uninterrupted = archive.digests();
    assertThat(archive.part("messages-sent").path("records").asInt()).isEqualTo(MESSAGES);
    assertThat(archive.part("uploads").path("attachments").asInt()).isGreaterThan(1_000);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Counting",
        "  1 %",
        " 20 %",
        " 45 %",
        " 70 %",
        "now uploads",
        "Writing the manifest",
        "Reading the archive back"
      })
  void hasEverythingOnceAfterBeingKilledAt(String moment) throws Exception {
    Path output = folder.resolve("killed-" + moment.replaceAll("[^a-zA-Z0-9]", "") + ".zip");

    List<String> killed = run(output, line -> hasReached(line, moment));
    assertThat(output).as("a half-written archive is not there").doesNotExist();
    List<String> resumed = run(output, line -> false);

    assertThat(killed).anyMatch(line -> hasReached(line, moment));
    assertThat(resumed).anyMatch(line -> GOING_ON.matcher(line).find());
    assertSame(output);
  }

  @Test
  void goesOnEachTimeWhenItIsKilledAgainAndAgain() throws Exception {
    Path output = folder.resolve("again.zip");
    List<Long> startedFrom = new ArrayList<>();

    for (String moment : List.of("  5 %", " 25 %", " 50 %", " 75 %", "Writing", "Reading")) {
      startedFrom.add(goesOnFrom(run(output, line -> hasReached(line, moment))));
      assertThat(output).doesNotExist();
    }
    startedFrom.add(goesOnFrom(run(output, line -> false)));

    assertThat(startedFrom).as("what was done is not done again").isSorted();
    assertThat(startedFrom.get(0)).isZero();
    assertThat(startedFrom.get(4)).isGreaterThan(MESSAGES / 2);
    assertSame(output);
  }

  private static void assertSame(Path output) throws Exception {
    Archive archive = new Archive(output);
    assertThat(archive.digests()).isEqualTo(uninterrupted);
    assertThat(archive.names()).doesNotHaveDuplicates();
    assertThat(CommandRun.of("verify", output.toString()).exitCode()).isZero();
  }

  /** Runs the export until a line says that the moment has come; returns the lines. */
  private static List<String> run(Path output, Predicate<String> moment) throws Exception {
    Process export =
        ChildJvm.of(
                List.of("-Xmx64m"),
                ChatServer.class,
                "export-user",
                "anna",
                "--policy=addressed",
                "--db",
                database,
                "--output",
                output.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(export.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (moment.test(line)) {
          ChildJvm.kill(export);
          return lines;
        }
      }
    }
    assertThat(export.waitFor()).as(() -> String.join("\n", lines)).isZero();
    return lines;
  }

  /** A percentage is reached by any that is as high: on a busy machine lines can be few. */
  private static boolean hasReached(String line, String moment) {
    Matcher wanted = Pattern.compile("^ *([0-9]+) %").matcher(moment);
    if (!wanted.find()) {
      return line.contains(moment);
    }
    Matcher found = Pattern.compile("^ *([0-9]+) %").matcher(line);
    return found.find() && Integer.parseInt(found.group(1)) >= Integer.parseInt(wanted.group(1));
  }

  private static long goesOnFrom(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = GOING_ON.matcher(line);
      if (matcher.find()) {
        return Long.parseLong(matcher.group(1).replace(",", ""));
      }
    }
    return 0;
  }
}
