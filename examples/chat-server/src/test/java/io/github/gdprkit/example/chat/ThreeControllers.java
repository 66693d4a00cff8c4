package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.sample.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** The sample for several controllers in one database; of each the messages say whose they are. */
final class ThreeControllers {

  final Path folder;
  final Path database;
  private Instant now = CommandRun.NOW;

  ThreeControllers(Path folder) {
    this.folder = folder;
    this.database = folder.resolve("chat.db");
  }

  void importSampleFor(String... names) throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    String export = Files.readString(sample.export());
    for (String name : names) {
      Path file = folder.resolve("sample/" + name + ".jsonl");
      Files.writeString(
          file,
          export.replaceAll(
              "\"message\" ?: ?\"",
              Matcher.quoteReplacement("\"message\":\"kanarie-" + name + " ")));
      run(
          "import",
          file.toString(),
          "--attachments=" + sample.attachments(),
          "--controller=" + name);
    }
  }

  void itIs(Instant instant) {
    now = instant;
  }

  /** What a command prints that succeeds. */
  String run(String... arguments) {
    CommandRun run = runAtAll(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  /** What a command says that fails. */
  String refused(String... arguments) {
    CommandRun run = runAtAll(arguments);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    return run.err();
  }

  CommandRun runAtAll(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--db=" + database);
    return CommandRun.at(now, all.toArray(new String[0]));
  }
}
