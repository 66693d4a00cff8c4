package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.example.chat.desk.DeskSettings;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.fulfilment.DraftOfAnotherOrderException;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Exports everything that this server keeps about one person. */
@Command(
    name = "export-user",
    description = {
      "Writes all data of one person into a ZIP archive with a manifest and a page to read.",
      "Interrupted, by whatever, run the same command again: it goes on from the last page that was"
          + " written. The archive appears under its name only when it is complete and was read"
          + " back."
    })
public final class ExportUserCommand implements Callable<Integer> {

  private static final String ENDING = ".zip";

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  @Option(
      names = "--output",
      paramLabel = "<file.zip>",
      required = true,
      description = "The archive to write.")
  private Path output = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "own|addressed|visible",
      defaultValue = "own",
      converter = PolicyConverter.class,
      description = {
        "What of other people's data goes in: only what the person provided (own); also what others"
            + " sent to the person or wrote about them (addressed); everything the person could see"
            + " (visible).",
        "Default: ${DEFAULT-VALUE}"
      })
  private ThirdPartyPolicy policy = ThirdPartyPolicy.OWN;

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

  public ExportUserCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    ExportOptions options = options();
    ArchiveId archive = archiveId();
    DirectoryArchiveStore archives = new DirectoryArchiveStore(folder());
    try (ChatDatabase database = environment.openExistingDatabase()) {
      Organisation organisation = environment.organisation(database);
      User user = Commands.person(database, organisation, person);
      requireOtherFile(database.file(), archives.file(archive));
      if (replace) {
        replaceable(archives.file(archive));
        archives.delete(archive);
      }
      GdprKit kit =
          GdprKit.builder()
              .controller(DeskSettings.of(database, organisation).party(organisation))
              .hooks(ChatHooks.over(database, organisation))
              .archives(archives)
              .format(new JacksonArchiveFormat())
              .clock(environment.clock())
              .build();
      ExportOrder order =
          ExportOrder.of(
              archive,
              ChatPersons.dataSubject(user),
              ChatPersons.label(user),
              policy,
              approval(environment.clock().instant()));
      return run(archives, kit, order, options);
    }
  }

  private int run(
      DirectoryArchiveStore archives, GdprKit kit, ExportOrder order, ExportOptions options)
      throws IOException {
    try (ProgressPrinter progress = ProgressPrinter.on(Commands.err(spec), environment)) {
      return report(archives, kit.exports().run(order, options, progress));
    } catch (ArchiveSealedException e) {
      return alreadyThere(archives.file(order.archive()), order.label());
    } catch (DraftOfAnotherOrderException e) {
      throw new ChatException(e.getMessage() + " (here: --replace)", e);
    }
  }

  private static void requireOtherFile(Path database, Path archive) throws IOException {
    if (Files.exists(archive) && Files.isSameFile(database, archive)) {
      throw new ChatException("--output is the chat database itself. Choose another --output");
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

  private int report(DirectoryArchiveStore archives, ExportOutcome outcome) {
    if (outcome instanceof ExportOutcome.Completed completed) {
      PrintWriter out = Commands.out(spec);
      out.printf("Archive: %s%n", archives.file(completed.archive()));
      ArchiveSummary.print(completed.manifest(), completed.bytes(), out);
      return Commands.DONE;
    }
    PrintWriter err = Commands.err(spec);
    for (HookFailure failure : ((ExportOutcome.Incomplete) outcome).failures()) {
      err.println("error: " + failure.message());
    }
    err.println("The archive is not complete, so there is none yet.");
    return Commands.FAILED;
  }

  /** A finished archive is never written to. It is what was asked for if it is this person's. */
  private int alreadyThere(Path file, String label) throws IOException {
    VerificationReport report = ArchiveCheck.of(file);
    Manifest manifest = report.manifest();
    if (manifest == null || !report.isSound()) {
      throw new ChatException(
          "%s is there already and is not a sound archive. Choose another --output, or delete it"
              .formatted(file));
    }
    if (!manifest.label().equals(label) || !manifest.policy().equals(policy)) {
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

  private ExportOptions options() {
    try {
      return ExportOptions.defaults().withThreads(threads).withCompressionLevel(level);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(Commands.commandLine(spec), String.valueOf(e.getMessage()), e);
    }
  }

  private ArchiveId archiveId() {
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

  private Path folder() {
    Path parent = output.toAbsolutePath().normalize().getParent();
    Path folder = parent == null ? Path.of("").toAbsolutePath() : parent;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ChatException(
          "%s is a file, so nothing can be written into it. Choose another --output"
              .formatted(folder));
    }
    return folder;
  }

  private static Approval approval(Instant now) {
    String reference = "export-" + UUID.randomUUID().toString().substring(0, 8);
    return new Approval(reference, "the operator, at the command line", now);
  }

  /** Finds a policy by its name. */
  static final class PolicyConverter implements ITypeConverter<ThirdPartyPolicy> {

    @Override
    public ThirdPartyPolicy convert(String value) {
      return ThirdPartyPolicy.NAMED_POLICIES.stream()
          .filter(policy -> policy.id().equals(value))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("it is own, addressed or visible, not " + value));
    }
  }
}
