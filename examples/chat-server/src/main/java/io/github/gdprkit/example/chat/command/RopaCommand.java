package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.desk.ChatRecords;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.vendor.HarbourChat;
import io.github.gdprkit.information.ControllerRecord;
import io.github.gdprkit.information.DriftFinding;
import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.information.JoinedActivity;
import io.github.gdprkit.information.ProcessorRecord;
import io.github.gdprkit.information.RecordOfProcessing;
import io.github.gdprkit.party.AdequacyDecisions;
import io.github.gdprkit.party.TransferCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The record of processing activities. */
@Command(
    name = "ropa",
    description = {
      "Writes the record of processing activities of the controller (Art. 30(1) GDPR), from what the"
          + " program declares and from the vendor's register.",
      "With --check it compares that with the tables that are really there."
    })
public final class RopaCommand extends DeskCommand {

  @Option(
      names = "--format",
      defaultValue = "markdown",
      paramLabel = "<format>",
      converter = FormatConverter.class,
      description = "markdown, html, csv or json. Default: ${DEFAULT-VALUE}")
  private Documents.Format format = Documents.Format.MARKDOWN;

  @Option(
      names = "--output",
      paramLabel = "<file>",
      description = "The file to write. Default: the screen.")
  private @Nullable Path file;

  @Option(
      names = "--processor",
      description =
          "The vendor's own record of what it does for others (Art. 30(2)). It names all of them.")
  private boolean isProcessor;

  @Option(
      names = "--check",
      description =
          "Compares activities, hooks and tables, and fails with all that does not agree.")
  private boolean isCheck;

  public RopaCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk) throws SQLException, IOException {
    if (isCheck) {
      return check(desk);
    }
    LocalDate today = today(desk);
    RecordOfProcessing all = isProcessor ? ofProcessor(desk, today) : ofController(desk, today);
    Documents.write(text(all), file, out());
    if (file != null && !all.gaps().isEmpty()) {
      out().printf("Still missing: %d. They are listed in it.%n", all.gaps().size());
      out().printf("Next:%n  %s%n", settingsCommand());
    }
    return Commands.DONE;
  }

  /** The vendor's record is of all, so the gaps can be those of any of them. */
  private String settingsCommand() {
    String words = "settings --address <text> --contact <text> --officer <text>";
    return isProcessor
        ? environment.commandNaming(words + " --controller <name>")
        : environment.commandAnywhere(words);
  }

  private String text(RecordOfProcessing all) {
    return switch (format) {
      case MARKDOWN -> all.markdown();
      case HTML -> all.html();
      case CSV -> all.csv();
      case JSON -> Documents.json(all);
    };
  }

  private LocalDate today(ChatDesk desk) {
    return LocalDate.ofInstant(environment.clock().instant(), ZoneId.of(desk.settings().zone()));
  }

  private static ControllerRecord ofController(ChatDesk desk, LocalDate today) {
    JoinedActivities joined = desk.kit().activities();
    ControllerRecord.Builder builder = ControllerRecord.of(joined).asOf(today);
    for (JoinedActivity activity : joined.all()) {
      builder.software(activity.activity().id(), "Example chat server");
    }
    return builder.checkedBy(new TransferCheck(AdequacyDecisions.bundled()), today).build();
  }

  private RecordOfProcessing ofProcessor(ChatDesk desk, LocalDate today)
      throws SQLException, IOException {
    List<JoinedActivities> customers =
        ChatRecords.customers(desk.database(), environment.deployment(), environment.clock());
    if (customers.isEmpty()) {
      throw new ChatException(
          ("on premises nobody processes for the operator, so %s has nothing to record here. In the"
                  + " cloud it has: %s")
              .formatted(
                  HarbourChat.VENDOR.name(),
                  environment.commandNaming("ropa --processor --deployment cloud")));
    }
    return ProcessorRecord.of(HarbourChat.VENDOR, customers, HarbourChat.MEASURES).asOf(today);
  }

  private int check(ChatDesk desk) throws SQLException {
    List<DriftFinding> findings = ChatRecords.drift(desk.database(), desk.kit().activities());
    if (findings.isEmpty()) {
      out().println("The record, the hooks and the tables agree.");
      return Commands.DONE;
    }
    err().println("error: the record of processing and the software have drifted apart:");
    for (DriftFinding finding : findings) {
      err()
          .printf(
              "  %s %s: %s%n",
              Texts.code(finding.kind()),
              PlainText.of(finding.name()),
              PlainText.of(finding.text()));
    }
    return Commands.FAILED;
  }

  /** Finds a format by its name. */
  static final class FormatConverter
      implements picocli.CommandLine.ITypeConverter<Documents.Format> {

    @Override
    public Documents.Format convert(String value) {
      return Texts.parse(Documents.Format.class, value);
    }
  }
}
