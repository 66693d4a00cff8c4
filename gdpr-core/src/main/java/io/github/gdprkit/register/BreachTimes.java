package io.github.gdprkit.register;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How instants and constants are shown to people. */
final class BreachTimes {

  private final DateTimeFormatter form;

  BreachTimes(ZoneId zone) {
    form = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm (xxx)", Locale.ENGLISH).withZone(zone);
  }

  /** To the minute, with the offset from UTC, which tells the two hours of autumn apart. */
  String text(Instant at) {
    return form.format(at);
  }

  /** In the middle of a sentence. */
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
