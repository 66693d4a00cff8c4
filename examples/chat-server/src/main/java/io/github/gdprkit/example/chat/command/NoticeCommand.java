package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.desk.ChatRecords;
import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.information.NoticeWords;
import io.github.gdprkit.information.PrivacyNotice;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What people are told about their data. */
@Command(
    name = "notice",
    description =
        "Writes the privacy notice of the controller: for data that people provide (Art. 13 GDPR), or"
            + " that others do (Art. 14).")
public final class NoticeCommand extends DeskCommand {

  private static final int COLLECTED = 13;
  private static final int ELSEWHERE = 14;

  @Option(
      names = "--article",
      defaultValue = "13",
      paramLabel = "<article>",
      description = "13 or 14. Default: ${DEFAULT-VALUE}")
  private int article = COLLECTED;

  @Option(
      names = "--format",
      defaultValue = "markdown",
      paramLabel = "<format>",
      converter = RopaCommand.FormatConverter.class,
      description = "markdown, html or json. Default: ${DEFAULT-VALUE}")
  private Documents.Format format = Documents.Format.MARKDOWN;

  @Option(
      names = "--output",
      paramLabel = "<file>",
      description = "The file to write. Default: the screen.")
  private @Nullable Path file;

  public NoticeCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk) throws IOException {
    if (article != COLLECTED && article != ELSEWHERE) {
      throw usage("A notice is that of article 13 or 14");
    }
    JoinedActivities joined = desk.kit().activities();
    NoticeWords words = ChatRecords.words(desk.settings(), joined);
    PrivacyNotice notice =
        article == COLLECTED
            ? PrivacyNotice.whenCollected(joined, words)
            : PrivacyNotice.whenObtainedElsewhere(joined, words);
    String text =
        switch (format) {
          case MARKDOWN -> notice.markdown();
          case HTML -> notice.html();
          case JSON -> Documents.json(notice);
          case CSV -> throw usage("A notice is written as markdown, html or json");
        };
    Documents.write(text, file, out());
    if (file != null && !notice.gaps().isEmpty()) {
      out().printf("Still missing: %d. They are marked in it.%n", notice.gaps().size());
      out()
          .printf(
              "Next:%n  %s%n",
              environment.commandAnywhere(
                  "settings --address <text> --contact <text> --officer <text>"));
    }
    return Commands.DONE;
  }
}
