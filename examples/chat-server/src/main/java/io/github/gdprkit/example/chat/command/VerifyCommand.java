package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.archive.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether an archive is what it says it is. */
@Command(
    name = "verify",
    description = {
      "Checks an archive: the size and SHA-256 of every file, the number of records, that nothing is"
          + " missing or added, and the manifest against its schema.",
      "Needs the archive only, not the chat database."
    })
public final class VerifyCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<file.zip>", description = "The archive to check.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    VerificationReport report = ArchiveCheck.of(file);
    if (report.isSound()) {
      print(report, Commands.out(spec));
      return Commands.DONE;
    }
    PrintWriter err = Commands.err(spec);
    for (String problem : report.problems()) {
      err.println("damaged: " + PlainText.of(problem));
    }
    err.printf(
        "error: %s is not what it was when it was written. Do not rely on it; export again.%n",
        PlainText.of(file.toString()));
    return Commands.FAILED;
  }

  private static void print(VerificationReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Sound: %,d records; %,d files, %s unpacked, agree with the manifest.%n",
        Objects.requireNonNull(report.manifest()).records(),
        report.files(),
        Sizes.text(report.bytes()));
  }
}
