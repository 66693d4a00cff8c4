package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.evidence.CheckpointKey;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.KeptCheckpoints;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.desk.DeskFolder;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The proof of what was done. */
@Command(
    name = "evidence",
    description =
        "The proof of what was done for people (Art. 5(2) GDPR): a chain of entries without personal"
            + " data, whose end is signed from time to time in <db>-gdpr/evidence.checkpoints.")
public final class EvidenceCommand extends GroupCommand {

  private EvidenceCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new EvidenceCommand())
        .addSubcommand(new Verify(environment))
        .addSubcommand(new Export(environment));
  }

  private static int print(EvidenceReport report, PrintWriter out, PrintWriter err) {
    PrintWriter to = report.isSound() ? out : err;
    report.text().lines().forEach(line -> to.println(PlainText.of(line)));
    return report.isSound() ? Commands.DONE : Commands.FAILED;
  }

  private static EvidenceReport verify(Path file, EvidenceVerifier verifier) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return verifier.verify(in);
    }
  }

  @Command(
      name = "verify",
      description = {
        "Checks that no entry was changed, removed, added or moved since it was written, as far as"
            + " signed checkpoints go, and names every place that is wrong.",
        "With a file it checks an export, and needs no database and nothing of this server: only the"
            + " checkpoints and the public key."
      })
  static final class Verify implements Callable<Integer> {

    private final ChatEnvironment environment;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "<file>",
        description = "An export. Without it the evidence in the database is checked.")
    private @Nullable Path file;

    @Option(
        names = "--checkpoints",
        paramLabel = "<file>",
        description = "The signed checkpoints, from where they were kept.")
    private @Nullable Path checkpoints;

    @Option(
        names = "--key",
        paramLabel = "<file>",
        description =
            "The public key that they were signed with, in PEM. Repeat it for older keys.")
    private List<Path> keys = new ArrayList<>();

    @Option(
        names = "--export",
        paramLabel = "<file>",
        description = "Without <file>: also write the export into this one, and check that.")
    private @Nullable Path export;

    Verify(ChatEnvironment environment) {
      this.environment = environment;
    }

    @Override
    public Integer call() throws SQLException, IOException {
      return file == null ? inDatabase() : offline(file);
    }

    private int offline(Path exported) throws IOException {
      if (checkpoints == null || keys.isEmpty() || export != null) {
        throw new ParameterException(
            Commands.commandLine(spec),
            "To check a file, name the checkpoints and the key: --checkpoints <file> --key <file>");
      }
      PartyId who = new PartyId(environment.controller());
      List<CheckpointKey> trusted = new ArrayList<>();
      for (Path key : keys) {
        trusted.add(CheckpointKey.read(key));
      }
      try (InputStream in = Files.newInputStream(checkpoints)) {
        EvidenceVerifier verifier =
            EvidenceVerifier.of(who, trusted, KeptCheckpoints.read(in, who));
        return print(verify(exported, verifier), Commands.out(spec), Commands.err(spec));
      }
    }

    private int inDatabase() throws SQLException, IOException {
      try (ChatDatabase database = environment.openUnchecked();
          ChatDesk desk =
              ChatDesk.open(database, environment.organisation(database), environment.clock())) {
        int exitCode = print(desk.verifyEvidence(), Commands.out(spec), Commands.err(spec));
        environment.requireServing(desk);
        if (export != null) {
          desk.exportEvidence(export);
          try (InputStream in = Files.newInputStream(export)) {
            exitCode =
                Math.max(
                    exitCode, print(desk.verifyExport(in), Commands.out(spec), Commands.err(spec)));
          }
        }
        return exitCode;
      }
    }
  }

  @Command(
      name = "export",
      description =
          "Writes all evidence into a file that can be checked without this server and its database.")
  static final class Export extends DeskCommand {

    @Parameters(index = "0", paramLabel = "<file>", description = "The file to write.")
    private Path file = Path.of("");

    Export(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) throws IOException {
      if (Files.exists(file)) {
        throw new ChatException("%s is there already. Choose another file".formatted(file));
      }
      desk.exportEvidence(file);
      DeskFolder folder = desk.folder();
      out().printf("Evidence: %s%n", file.toAbsolutePath().normalize());
      out()
          .println(
              "Give the checkpoints and the public key along on another way. Anybody can check it"
                  + " with:");
      out()
          .printf(
              "  chat-server evidence verify %s --checkpoints %s --key %s --controller %s%n",
              ChatEnvironment.quoted(file.toString()),
              ChatEnvironment.quoted(folder.checkpoints().toString()),
              ChatEnvironment.quoted(folder.verifyingKey().toString()),
              desk.controller().value());
      return Commands.DONE;
    }
  }
}
