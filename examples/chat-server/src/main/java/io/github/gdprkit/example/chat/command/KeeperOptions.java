package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose register it is, as it stands on paper. */
final class KeeperOptions {

  private static final Country NOT_SAID = new Country("ZZ", "country not said");

  @Option(
      names = "--country",
      paramLabel = "<code>",
      description =
          "Where the controller is established, such as DE, for the paper. Default: the country of"
              + " the calendar of the settings, if it is one")
  private @Nullable String country;

  @Option(
      names = "--address",
      paramLabel = "<text>",
      description = "The postal address of the controller, for the paper.")
  private String address = "";

  Organisation organisation(ChatDesk desk) {
    return Organisation.of(desk.controller().value(), desk.settings().controller(), country(desk))
        .at(address);
  }

  private Country country(ChatDesk desk) {
    String calendar = desk.settings().calendar();
    if (country != null) {
      return Country.of(country);
    }
    return calendar.matches("[A-Z]{2}(-.*)?") ? Country.of(calendar.substring(0, 2)) : NOT_SAID;
  }
}
