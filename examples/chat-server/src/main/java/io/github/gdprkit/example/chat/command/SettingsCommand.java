package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.desk.DeskSettings;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows and changes how requests are answered. */
@Command(
    name = "settings",
    description = {
      "Shows how requests are answered, and changes what is named. Kept in <db>-gdpr.",
      "Due dates that are counted already stay as they are."
    })
public final class SettingsCommand extends DeskCommand {

  @Option(
      names = "--name",
      paramLabel = "<text>",
      description = "Who answers, as people know it: the controller's full name.")
  private @Nullable String name;

  @Option(
      names = "--authority",
      paramLabel = "<text>",
      description = "Where people can complain: the supervisory authority and how to reach it.")
  private @Nullable String authority;

  @Option(
      names = "--zone",
      paramLabel = "<zone>",
      description = "The time zone of the place whose days count, such as Europe/Berlin.")
  private @Nullable String zone;

  @Option(
      names = "--calendar",
      paramLabel = "<calendar>",
      description =
          "Whose public holidays move the last day: a country or a part of one, such as DE-BY; or"
              + " weekends-only, which is never later than any of them.")
  private @Nullable String calendar;

  public SettingsCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk) throws SQLException, IOException {
    DeskSettings now = desk.settings();
    DeskSettings next =
        new DeskSettings(
            name == null ? now.controller() : name,
            authority == null ? now.authority() : authority,
            zone == null ? now.zone() : zone,
            calendar == null ? now.calendar() : calendar);
    if (!next.equals(now)) {
      desk.keep(next);
    }
    out().printf("controller  %s%n", desk.organisation().name());
    out().printf("name        %s%n", PlainText.of(next.controller()));
    out().printf("authority   %s%n", PlainText.of(next.authority()));
    out().printf("zone        %s%n", next.zone());
    out().printf("calendar    %s%n", next.calendar());
    return Commands.DONE;
  }
}
