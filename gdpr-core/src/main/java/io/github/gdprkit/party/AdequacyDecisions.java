package io.github.gdprkit.party;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which countries are third countries on a day, and for which of them the Commission decided that
 * the protection is adequate (Art. 44, 45). All of it is dated data: decisions are taken, prolonged
 * and declared invalid, so a host replaces what it knows better. {@link #asOf} says how old the
 * data is. Immutable; countries are compared by their code, whatever name they have.
 */
public final class AdequacyDecisions {

  private static final Comparator<AdequacyDecision> ORDER =
      Comparator.comparing((AdequacyDecision decision) -> decision.country().code())
          .thenComparing(AdequacyDecision::from)
          .thenComparing(AdequacyDecision::decision);

  private static final Comparator<EeaMembership> MEMBERS =
      Comparator.comparing((EeaMembership membership) -> membership.country().code())
          .thenComparing(EeaMembership::from);

  private final LocalDate asOf;
  private final List<AdequacyDecision> decisions;
  private final List<EeaMembership> memberships;

  private AdequacyDecisions(
      LocalDate asOf, Stream<AdequacyDecision> decisions, Stream<EeaMembership> memberships) {
    this.asOf = Objects.requireNonNull(asOf, "asOf");
    this.decisions = decisions.sorted(ORDER).toList();
    this.memberships = memberships.sorted(MEMBERS).toList();
  }

  /** What this version of the library knows. */
  public static AdequacyDecisions bundled() {
    DatedRows decisions = DatedRows.read("adequacy.csv", 7);
    DatedRows memberships = DatedRows.read("eea.csv", 4);
    return new AdequacyDecisions(
        decisions.asOf(),
        decisions.rows().stream()
            .map(
                row ->
                    new AdequacyDecision(
                        new Country(row.field(0), row.field(1)),
                        row.field(2),
                        row.isList(3),
                        row.day(4),
                        row.dayOrOpen(5),
                        row.field(6))),
        memberships.rows().stream()
            .map(
                row ->
                    new EeaMembership(
                        new Country(row.field(0), row.field(1)), row.day(2), row.dayOrOpen(3))));
  }

  /** The day on which somebody last looked whether this is right. */
  public LocalDate asOf() {
    return asOf;
  }

  /** All decisions, by country and day. */
  public List<AdequacyDecision> all() {
    return decisions;
  }

  /** All memberships of the European Economic Area, by country and day. */
  public List<EeaMembership> memberships() {
    return memberships;
  }

  /**
   * With this decision in place of the one of the same country and number; beside the others when
   * there is none. Where several apply on a day, the latest counts, so a decision that replaces
   * another ends that one as well: add it {@link AdequacyDecision#endingOn ending} on its last day.
   */
  public AdequacyDecisions with(AdequacyDecision decision) {
    return new AdequacyDecisions(
        asOf,
        Stream.concat(
            decisions.stream()
                .filter(
                    other ->
                        !isSame(other.country(), decision.country())
                            || !other.decision().equals(decision.decision())),
            Stream.of(decision)),
        memberships.stream());
  }

  /** With this membership in place of the one of the same country and first day. */
  public AdequacyDecisions with(EeaMembership membership) {
    return new AdequacyDecisions(
        asOf,
        decisions.stream(),
        Stream.concat(
            memberships.stream()
                .filter(
                    other ->
                        !isSame(other.country(), membership.country())
                            || !other.from().equals(membership.from())),
            Stream.of(membership)));
  }

  /**
   * Without any decision on this country, past ones included. To keep what was true before, add the
   * decision {@link AdequacyDecision#endingOn ending} on its last day instead.
   */
  public AdequacyDecisions without(Country country) {
    return new AdequacyDecisions(
        asOf,
        decisions.stream().filter(decision -> !isSame(decision.country(), country)),
        memberships.stream());
  }

  /** The same, after somebody looked on this day whether it is right. */
  public AdequacyDecisions reviewedOn(LocalDate day) {
    return new AdequacyDecisions(day, decisions.stream(), memberships.stream());
  }

  /**
   * The decision that applies to a country on a day. One that covers only {@linkplain
   * AdequacyDecision#perOrganisation organisations on a list} is found as well: whether a recipient
   * is on it, somebody has to look up.
   */
  public Optional<AdequacyDecision> on(Country country, LocalDate day) {
    return decisions.stream()
        .filter(decision -> isSame(decision.country(), country) && decision.appliesOn(day))
        .max(Comparator.comparing(AdequacyDecision::from));
  }

  /**
   * Whether data that goes there on that day leaves the European Economic Area (Art. 44), adequate
   * or not. An international organisation is like a third country, wherever it sits.
   */
  public boolean isThirdCountry(Country country, LocalDate day) {
    return memberships.stream()
        .noneMatch(membership -> isSame(membership.country(), country) && membership.isOn(day));
  }

  private static boolean isSame(Country one, Country other) {
    return one.code().equals(other.code());
  }
}
