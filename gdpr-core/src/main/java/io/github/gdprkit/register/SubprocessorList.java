package io.github.gdprkit.register;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Document;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Transfer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The subprocessors of a processor on one day, at every depth, and what is about to change (Art.
 * 28(2) and (4)). It can be shown to everybody: no controller and no answer of one is in it.
 *
 * @param processor whose list it is
 * @param asOf the civil day, at its end
 * @param deployment where the software runs for which it was asked; {@code null} for all
 * @param services what it is about; none when the deployment uses none
 * @param engaged who processes on that day
 * @param upcoming what was announced by that day and is still to come
 */
public record SubprocessorList(
    Organisation processor,
    LocalDate asOf,
    Deployment.@Nullable Kind deployment,
    List<Served> services,
    List<Engaged> engaged,
    List<Upcoming> upcoming) {

  /**
   * A service for which subprocessors work.
   *
   * @param id its id
   * @param name for people
   */
  public record Served(String id, String name) {}

  /**
   * A subprocessor, as everybody may see it.
   *
   * @param id which entry of the register
   * @param organisation who it is
   * @param role what it does, in a few words
   * @param description of the processing
   * @param services ids of the services for which it works
   * @param transfers to third countries, and what allows them
   * @param tier 1 when the processor engages it, 2 when one of the first tier does, and so on
   * @param engagedBy who engages it
   * @param engagedByName the same, for people
   */
  public record Listing(
      SubprocessorId id,
      Organisation organisation,
      String role,
      String description,
      List<String> services,
      List<Transfer> transfers,
      int tier,
      PartyId engagedBy,
      String engagedByName) {

    /** Keeps copies. */
    public Listing {
      services = List.copyOf(services);
      transfers = List.copyOf(transfers);
    }
  }

  /**
   * Who processes.
   *
   * @param subprocessor who
   * @param since the first civil day
   */
  public record Engaged(Listing subprocessor, LocalDate since) {}

  /** What is about to change. */
  public enum Change {
    /** Controllers were told that it is intended, and can answer. */
    INTENDED,
    /** It is decided, and begins on a day. */
    BEGINS,
    /** It processes, and ends on a day. */
    ENDS
  }

  /**
   * A change that is still to come.
   *
   * @param subprocessor who
   * @param change what
   * @param on the first civil day on which it is so; {@code null} while it is only intended
   * @param objectionsUntil the last day on which any controller can object; {@code null} when none
   *     can
   * @param replaces name of whom it replaces; {@code null} when it is an addition or an end
   */
  public record Upcoming(
      Listing subprocessor,
      Change change,
      @Nullable LocalDate on,
      @Nullable LocalDate objectionsUntil,
      @Nullable String replaces) {}

  /** Keeps copies. */
  public SubprocessorList {
    Objects.requireNonNull(processor, "processor");
    Objects.requireNonNull(asOf, "asOf");
    services = List.copyOf(services);
    engaged = List.copyOf(engaged);
    upcoming = List.copyOf(upcoming);
  }

  /** The list as a page, to publish. */
  public SubprocessorPage document() {
    Document page = new Document("Subprocessors of " + processor.name());
    page.soft("As of " + asOf + ".");
    if (services.isEmpty()) {
      page.note(
          deployment == Deployment.Kind.ON_PREMISES
              ? "The software runs on premises and uses no service of "
                  + processor.name()
                  + ". So "
                  + processor.name()
                  + " processes nothing for its operator, and no subprocessor does."
              : "No service of " + processor.name() + " is used, so no subprocessor processes.");
      return new SubprocessorPage(page);
    }
    page.paragraph(
        processor.name()
            + " engages other processors to process personal data for its customers, and stays"
            + " liable for what they do (Art. 28(4) GDPR).");
    page.facts(Map.of("For", services.stream().map(service -> Cell.of(service.name())).toList()));
    if (engaged.isEmpty()) {
      page.note("Nobody is engaged on this day.");
    } else {
      tables(page);
    }
    page.section("Upcoming changes");
    if (upcoming.isEmpty()) {
      page.paragraph("None are announced.");
    }
    for (Upcoming change : upcoming) {
      page.subsection(change.subprocessor().organisation().name());
      page.facts(facts(change));
    }
    if (!engaged.isEmpty()) {
      page.section("In detail");
    }
    for (Engaged one : engaged) {
      page.subsection(one.subprocessor().organisation().name());
      Map<String, List<Cell>> facts = facts(one.subprocessor());
      facts.put("Since", List.of(Cell.of(one.since().toString())));
      page.facts(facts);
    }
    return new SubprocessorPage(page);
  }

  /** One table for each that engages others, the processor's own first. */
  private void tables(Document page) {
    Map<PartyId, List<Engaged>> byEngager = new LinkedHashMap<>();
    for (Engaged one : engaged) {
      byEngager
          .computeIfAbsent(one.subprocessor().engagedBy(), engager -> new ArrayList<>())
          .add(one);
    }
    byEngager.forEach(
        (engager, below) -> {
          if (!engager.equals(processor.id())) {
            page.paragraph(
                below.get(0).subprocessor().engagedByName() + " engages further processors:");
          }
          page.table(
              List.of("Subprocessor", "Role", "Country", "Since"),
              below.stream().map(SubprocessorList::row).toList());
        });
  }

  private static List<Cell> row(Engaged one) {
    Organisation organisation = one.subprocessor().organisation();
    return List.of(
        new Cell(organisation.name(), organisation.website()),
        Cell.of(one.subprocessor().role()),
        Cell.of(organisation.country().name()),
        Cell.of(one.since().toString()));
  }

  private Map<String, List<Cell>> facts(Upcoming change) {
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    facts.put("Change", changes(change));
    if (change.change() != Change.ENDS) {
      facts.putAll(facts(change.subprocessor()));
    }
    return facts;
  }

  private static List<Cell> changes(Upcoming change) {
    List<Cell> said = new ArrayList<>();
    said.add(
        Cell.of(
            switch (change.change()) {
              case INTENDED -> "Intended, not engaged yet";
              case BEGINS -> "Processes from " + change.on();
              case ENDS -> "Does not process any more from " + change.on();
            }));
    if (change.objectionsUntil() != null) {
      said.add(Cell.of("Objections until " + change.objectionsUntil() + " at the latest"));
    }
    if (change.replaces() != null) {
      said.add(Cell.of("In the place of " + change.replaces()));
    }
    return said;
  }

  private Map<String, List<Cell>> facts(Listing listing) {
    return SubprocessorPage.facts(
        listing.organisation(),
        listing.role(),
        listing.description(),
        listing.services().stream().map(this::nameOf).toList(),
        listing.transfers(),
        listing.engagedByName());
  }

  private String nameOf(String service) {
    return services.stream()
        .filter(served -> served.id().equals(service))
        .map(Served::name)
        .findFirst()
        .orElse(service);
  }

  /** Without names and words. */
  @Override
  public String toString() {
    return "SubprocessorList["
        + asOf
        + ", "
        + engaged.size()
        + " engaged, "
        + upcoming.size()
        + " upcoming]";
  }
}
