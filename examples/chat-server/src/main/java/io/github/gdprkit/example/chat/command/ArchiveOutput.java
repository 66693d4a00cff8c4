package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.Manifest.About;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Controller;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands that write an archive where somebody wants it share. */
final class ArchiveOutput {

  private static final String ENDING = ".zip";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "<file.zip>",
      required = true,
      description = "The archive to write.")
  private Path output = Path.of("");

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      defaultValue = "2",
      description = "How many threads compress, 1 to 64. Default: ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--level",
      paramLabel = "<0-9>",
      defaultValue = "1",
      description =
          "How hard to compress, from 0 (not at all) to 9 (smallest). Default: ${DEFAULT-VALUE}")
  private int level;

  @Option(
      names = "--replace",
      description = "Delete an archive, or an unfinished one, of the same name first.")
  private boolean replace;

  ExportOptions options() {
    try {
      return ExportOptions.defaults().withThreads(threads).withCompressionLevel(level);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(Commands.commandLine(spec), String.valueOf(e.getMessage()), e);
    }
  }

  ArchiveId id() {
    Path name = output.getFileName();
    if (name == null || !name.toString().endsWith(ENDING)) {
      throw new ParameterException(
          Commands.commandLine(spec), "--output must name a file that ends in .zip");
    }
    String stem = name.toString().substring(0, name.toString().length() - ENDING.length());
    try {
      return new ArchiveId(stem);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(Commands.commandLine(spec), "--output: " + e.getMessage(), e);
    }
  }

  /** The folder that the archive is to lie in. */
  DirectoryArchiveStore store() {
    Path parent = output.toAbsolutePath().normalize().getParent();
    Path folder = parent == null ? Path.of("").toAbsolutePath() : parent;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ChatException(
          "%s is a file, so nothing can be written into it. Choose another --output"
              .formatted(folder));
    }
    return new DirectoryArchiveStore(folder);
  }

  /** Refuses to write over the database, and deletes what is to be replaced. */
  void makeWay(DirectoryArchiveStore archives, ChatDatabase database) throws IOException {
    Path archive = archives.file(id());
    if (database.isKeptIn(archive)) {
      throw new ChatException("--output is the chat database itself. Choose another --output");
    }
    if (replace) {
      replaceable(archive);
      archives.delete(id());
    }
  }

  /** What is deleted without being asked about by name has to be an archive. */
  private static void replaceable(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            || ArchiveCheck.of(file).manifest() == null)) {
      throw new ChatException(
          ("%s is not an archive of this program, or damaged beyond reading. Delete it yourself if"
                  + " you are sure, or choose another --output")
              .formatted(file));
    }
  }

  int report(DirectoryArchiveStore archives, ExportOutcome outcome) {
    if (outcome instanceof ExportOutcome.Completed completed) {
      PrintWriter out = Commands.out(spec);
      out.printf("Archive: %s%n", archives.file(completed.archive()));
      ArchiveSummary.print(completed.manifest(), completed.bytes(), out);
      return Commands.DONE;
    }
    PrintWriter err = Commands.err(spec);
    for (HookFailure failure : ((ExportOutcome.Incomplete) outcome).failures()) {
      err.println("error: " + PlainText.of(failure.message()));
    }
    err.println("The archive is not complete, so there is none yet.");
    return Commands.FAILED;
  }

  /** A finished archive is never written to. It is what was asked for if it is about the same. */
  int alreadyThere(Path file, Controller controller, ExportOrder order) throws IOException {
    VerificationReport report = ArchiveCheck.of(file);
    Manifest manifest = report.manifest();
    if (manifest == null || !report.isSound()) {
      throw new ChatException(
          "%s is there already and is not a sound archive. Choose another --output, or delete it"
              .formatted(file));
    }
    boolean isEveryone = order.scope() instanceof Scope.Everyone;
    if (manifest.about() != (isEveryone ? About.EVERYONE : About.ONE_DATA_SUBJECT)
        || !manifest.controller().id().equals(controller.id())
        || !manifest.label().equals(order.label())
        || !manifest.policy().equals(order.policy())) {
      throw new ChatException(
          "%s is there already, for another person or policy. Choose another --output, or --replace it"
              .formatted(file));
    }
    PrintWriter out = Commands.out(spec);
    out.printf(
        "Already exported, with the data until %s; nothing was done. For newer data choose another"
            + " --output, or --replace it.%n",
        manifest.period().until());
    out.printf("Archive: %s%n", file);
    ArchiveSummary.print(manifest, Files.size(file), out);
    return Commands.DONE;
  }

  static Approval approval(Instant now) {
    String reference = "export-" + UUID.randomUUID().toString().substring(0, 8);
    return new Approval(reference, "the operator, at the command line", now);
  }
}
