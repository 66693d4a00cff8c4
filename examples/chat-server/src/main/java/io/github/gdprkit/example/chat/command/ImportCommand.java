package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.importer.ImportListener;
import io.github.gdprkit.example.chat.importer.ImportSummary;
import io.github.gdprkit.example.chat.importer.Kind;
import io.github.gdprkit.example.chat.importer.MattermostImport;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a Mattermost bulk export. */
@Command(
    name = "import",
    description = {
      "Imports a Mattermost bulk export (JSON Lines, version 1) into the chat database.",
      "An import only adds: run it again after a crash, or twice, and nothing comes in double. A"
          + " line that cannot be taken is kept in <db file>-rejected.jsonl, the import goes on, and"
          + " the exit code at the end is 1.",
      "With --controller it imports for that organisation, and creates it when it is not there yet."
    })
public final class ImportCommand implements Callable<Integer> {

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<export>", description = "The export to import.")
  private Path file = Path.of("");

  @Option(
      names = "--attachments",
      paramLabel = "<folder>",
      description =
          "The folder that the paths of attachments in the export start from (in a Mattermost"
              + " export: data). Without it, attachments are listed but their bytes are missing;"
              + " importing again with it brings them.")
  private @Nullable Path attachments;

  public ImportCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (ChatDatabase database = environment.openDatabase()) {
      MattermostImport.requireFile(file);
      Organisation organisation = environment.newOrganisation(database);
      ImportSummary summary =
          new MattermostImport(database, organisation, new Report(Commands.err(spec)))
              .run(file, attachments);
      print(summary, database.rejectedLines(organisation).path(), Commands.out(spec));
      return summary.rejectedLines() > 0 ? Commands.FAILED : Commands.DONE;
    }
  }

  private static void print(ImportSummary summary, Path rejected, PrintWriter out) {
    out.printf(Locale.ROOT, "%-26s %10s %14s%n", "KIND", "ADDED", "ALREADY THERE");
    for (Kind kind : Kind.values()) {
      long added = summary.added(kind);
      long alreadyThere = summary.alreadyThere(kind);
      if (added + alreadyThere > 0) {
        out.printf(Locale.ROOT, "%-26s %10d %14d%n", kind.title(), added, alreadyThere);
      }
    }
    summary.oddities().forEach((oddity, count) -> line(out, "Tolerated", oddity.title(), count));
    printNotKept(out, "lines of type ", summary.unknownTypes());
    printNotKept(out, "field ", summary.unknownFields());
    out.printf(Locale.ROOT, "Lines read: %d%n", summary.lines());
    out.printf(Locale.ROOT, "Attachments without bytes: %d%n", summary.missingAttachments());
    out.printf(Locale.ROOT, "Rejected lines: %d%n", summary.rejectedLines());
    if (summary.rejectedLines() > 0) {
      out.printf(
          "They are kept in %s, which holds personal data. Move the file, correct the lines, import"
              + " it, then delete it.%n",
          rejected);
    }
  }

  private static void printNotKept(PrintWriter out, String what, Map<String, Long> counts) {
    counts.forEach((name, count) -> line(out, "Not kept", what + PlainText.of(name), count));
  }

  private static void line(PrintWriter out, String heading, String what, long count) {
    out.printf(Locale.ROOT, "%s: %s: %d%n", heading, what, count);
  }

  private record Report(PrintWriter err) implements ImportListener {

    @Override
    public void rejected(long lineNumber, String reason) {
      err.printf(Locale.ROOT, "line %d rejected: %s%n", lineNumber, PlainText.of(reason));
    }

    @Override
    public void missingAttachment(long lineNumber, String path, String reason) {
      err.printf(
          Locale.ROOT,
          "line %d: attachment without bytes: %s (%s)%n",
          lineNumber,
          PlainText.of(path),
          reason);
    }
  }
}
