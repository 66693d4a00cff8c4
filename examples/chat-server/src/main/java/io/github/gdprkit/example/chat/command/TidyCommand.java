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

  @Option(
      names = "--even-if-promised",
      description =
          "Also archives that a letter promised to be there for longer. Nobody can collect them any"
              + " more.")
  private boolean isPromiseBroken;

  public TidyCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk) throws SQLException, IOException {
    LocalDate today =
        LocalDate.ofInstant(environment.clock().instant(), ZoneId.of(desk.settings().zone()));
    LocalDate free = today.minusDays(desk.settings().collectDays());
    if (day.isAfter(free) && !isPromiseBroken) {
      throw usage(
          ("people were told that they can collect their archive for %d days after the answer. Name"
                  + " %s or a day before it, or say --even-if-promised")
              .formatted(desk.settings().collectDays(), free));
    }
    int erased = desk.tidy(day.atStartOfDay(ZoneId.of(desk.settings().zone())).toInstant());
    out().printf("Requests whose papers and archive are erased: %d%n", erased);
    return Commands.DONE;
  }
}
