package io.github.gdprkit.party;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision of the Commission that data is protected well enough in a country or organisation
 * (Art. 45), as dated data.
 *
 * @param country where
 * @param scope what it covers, in words
 * @param perOrganisation whether it covers only organisations on a list, which somebody has to look
 *     up
 * @param from civil day from which it applies
 * @param until its last civil day, {@code null} while that is open
 * @param decision its number
 */
public record AdequacyDecision(
    Country country,
    String scope,
    boolean perOrganisation,
    LocalDate from,
    @Nullable LocalDate until,
    String decision) {

  /** Refuses an end before the beginning with {@link IllegalArgumentException}. */
  public AdequacyDecision {
    Objects.requireNonNull(country, "country");
    if (until != null && until.isBefore(from)) {
      throw new IllegalArgumentException(
          "The adequacy decision for " + country.code() + " cannot end before it begins");
    }
  }

  /** Whether it applies on that day. */
  public boolean appliesOn(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
