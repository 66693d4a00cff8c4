package io.github.gdprkit.party;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Since when, and until when, a country belongs to the European Economic Area, or was treated as if
 * it did. While it does, it is no third country (Art. 44).
 *
 * @param country which
 * @param from its first civil day
 * @param until its last civil day, {@code null} while that is open
 */
public record EeaMembership(Country country, LocalDate from, @Nullable LocalDate until) {

  /** Refuses an end before the beginning with {@link IllegalArgumentException}. */
  public EeaMembership {
    Objects.requireNonNull(country, "country");
    Objects.requireNonNull(from, "from");
    if (until != null && until.isBefore(from)) {
      throw new IllegalArgumentException(
          "The membership of " + country.code() + " cannot end before it begins");
    }
  }

  /** Whether it is a member on that day. */
  public boolean isOn(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
