package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.desk.DeskSettings;
import io.github.gdprkit.example.chat.desk.Imprint;
import io.github.gdprkit.example.chat.vendor.HarbourChat;
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
      "With --deployment and --service it remembers where the chat runs.",
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

  @Option(
      names = "--country",
      paramLabel = "<code>",
      description = "Where the controller is established, such as DE.")
  private @Nullable String country;

  @Option(
      names = "--address",
      paramLabel = "<text>",
      description = "Its postal address, on one line.")
  private @Nullable String address;

  @Option(
      names = "--contact",
      paramLabel = "<text>",
      description = "Where people ask about their data: an address, a number or a link.")
  private @Nullable String contact;

  @Option(
      names = "--officer",
      paramLabel = "<text>",
      description = "Where the data protection officer is reached.")
  private @Nullable String officer;

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
            calendar == null ? now.calendar() : calendar,
            HarbourChat.text(desk.deployment()),
            new Imprint(
                country == null ? now.imprint().country() : country,
                address == null ? now.imprint().address() : address,
                contact == null ? now.imprint().contact() : contact,
                officer == null ? now.imprint().officer() : officer));
    if (!next.equals(now)) {
      desk.keep(next);
    }
    out().printf("controller  %s%n", desk.organisation().name());
    out().printf("name        %s%n", PlainText.of(next.controller()));
    out().printf("authority   %s%n", PlainText.of(next.authority()));
    out().printf("zone        %s%n", next.zone());
    out().printf("calendar    %s%n", next.calendar());
    out().printf("deployment  %s%n", next.deployment());
    out().printf("country     %s%n", next.imprint().country());
    out().printf("address     %s%n", PlainText.of(next.imprint().address()));
    out().printf("contact     %s%n", PlainText.of(next.imprint().contact()));
    out().printf("officer     %s%n", PlainText.of(next.imprint().officer()));
    return Commands.DONE;
  }
}
