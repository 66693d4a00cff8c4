package io.github.gdprkit.party;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision of the Commission that data is protected well enough in a country or organisation
 * (Art. 45), as dated data.
 *
 * @param country where
 * @param scope what it covers, in words; {@code all} when it has no limits
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

  /**
   * Refuses an end before the beginning, or a decision without a scope or a number, with {@link
   * IllegalArgumentException}.
   */
  public AdequacyDecision {
    Objects.requireNonNull(country, "country");
    Objects.requireNonNull(from, "from");
    if (scope.isBlank() || decision.isBlank()) {
      throw new IllegalArgumentException(
          "The adequacy decision for "
              + country.code()
              + " needs its number and its scope; the scope of one without limits is \"all\"");
    }
    if (until != null && until.isBefore(from)) {
      throw new IllegalArgumentException(
          "The adequacy decision for " + country.code() + " cannot end before it begins");
    }
  }

  /** Whether it applies on that day. */
  public boolean appliesOn(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }

  /** Whether it covers every recipient in the country, and all of the processing there. */
  public boolean coversEverything() {
    return !perOrganisation && scope.equals("all");
  }

  /** The same with this last day: repealed, declared invalid, or prolonged. */
  public AdequacyDecision endingOn(LocalDate lastDay) {
    return new AdequacyDecision(country, scope, perOrganisation, from, lastDay, decision);
  }
}
