package io.github.gdprkit.deadline;

/**
 * What a deadline was counted with, so that it can be explained later and counted anew when the
 * data of its calendar changes.
 *
 * @param ruleSet whose rules
 * @param calendarId which calendar, see {@link WorkingDays#calendarId()}
 * @param dataVersion which state of it, see {@link WorkingDays#dataVersion()}
 */
public record DeadlineSource(RuleSet ruleSet, String calendarId, String dataVersion) {

  /** Refuses an empty calendar id or data version with {@link IllegalArgumentException}. */
  public DeadlineSource {
    requireName(calendarId, "calendar id", "DE-BY");
    requireName(dataVersion, "data version", "2026-01");
  }

  static DeadlineSource of(RuleSet ruleSet, WorkingDays days) {
    return new DeadlineSource(ruleSet, days.calendarId(), days.dataVersion());
  }

  static void requireName(String value, String what, String example) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "A calendar needs a %s that is not blank, such as %s".formatted(what, example));
    }
  }
}
