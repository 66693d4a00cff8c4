package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erases what closed requests leave behind. */
@Command(
    name = "tidy",
    description = {
      "Erases the working papers and the archives of requests that were closed before a day and have no"
          + " work left. Both are personal data, and kept no longer than needed (Art. 5(1)(e) GDPR).",
      "What happened stays told by the evidence, which has no personal data in it."
    })
public final class TidyCommand extends DeskCommand {

  @Option(
      names = "--closed-before",
      required = true,
      paramLabel = "<day>",
      description = "Such as 2026-03-02.")
  private LocalDate day = LocalDate.EPOCH;

  public TidyCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk) throws SQLException, IOException {
    int erased = desk.tidy(day.atStartOfDay(ZoneId.of(desk.settings().zone())).toInstant());
    out().printf("Requests whose papers and archive are erased: %d%n", erased);
    return Commands.DONE;
  }
}
