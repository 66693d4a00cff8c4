package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.sample.Sample;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The sample for operator, acme and choir in one database, at the command line. */
abstract class SampleOfThree {

  @TempDir Path folder;

  @BeforeEach
  void importTheSample() throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    for (String name : List.of("operator", "acme", "choir")) {
      run(
          "import",
          sample.export().toString(),
          "--attachments=" + sample.attachments(),
          "--controller=" + name);
    }
  }

  String run(String... arguments) {
    return run(CommandRun.NOW, arguments);
  }

  String run(Instant now, String... arguments) {
    CommandRun run = runAtAll(now, arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  CommandRun runAtAll(Instant now, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--db=" + folder.resolve("chat.db");
    return CommandRun.at(now, all);
  }

  /** What is refused, and not because of wrong usage. */
  String refused(Instant now, String... arguments) {
    CommandRun run = runAtAll(now, arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    return run.err();
  }
}
