package io.github.gdprkit.register;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Csv;
import io.github.gdprkit.markup.Document;
import io.github.gdprkit.party.Organisation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The register of breaches on paper, a row for each, whether notified or not, for the supervisory
 * authority to verify compliance by (Art. 33(5)). The same register gives the same bytes.
 */
public final class BreachList {

  private static final List<String> COLUMNS =
      List.of(
          "Breach",
          "Status",
          "Kind",
          "Occurred",
          "Detected",
          "Aware since",
          "Facts",
          "Effects",
          "Remedial action",
          "Risk",
          "Authority",
          "Data subjects",
          "To be done");

  /** A page is narrower than a spreadsheet: breach, status, kind, aware since, risk. */
  private static final List<Integer> OVERVIEW = List.of(0, 1, 2, 5, 9);

  private final Organisation keeper;
  private final BreachTimes times;
  private final List<List<String>> rows = new ArrayList<>();

  private BreachList(List<Breach> breaches, Organisation keeper, ZoneId zone) {
    this.keeper = keeper;
    this.times = new BreachTimes(zone);
    breaches.forEach(breach -> rows.add(row(breach)));
  }

  /**
   * The register.
   *
   * @param breaches as {@link BreachRegister#all} or {@link BreachRegister#asOf} gives them
   * @param keeper whose register it is
   * @param zone in which times are shown
   * @throws IllegalArgumentException when a breach is in the register of somebody else
   */
  public static BreachList of(List<Breach> breaches, Organisation keeper, ZoneId zone) {
    if (breaches.stream().anyMatch(breach -> !breach.owner().equals(keeper.id()))) {
      throw new IllegalArgumentException(
          "A breach of another register does not belong into that of " + keeper.id().value());
    }
    return new BreachList(breaches, keeper, zone);
  }

  /** As a page of its own. */
  public String html() {
    return document().html();
  }

  /** As Markdown. */
  public String markdown() {
    return document().markdown();
  }

  /** For spreadsheets. */
  public String csv() {
    Csv csv = new Csv().row(COLUMNS);
    rows.forEach(csv::row);
    return csv.text();
  }

  private Document document() {
    Document document =
        new Document("Register of personal data breaches")
            .soft("Art. 33(5) GDPR. Kept by " + keeper.name())
            .section("All breaches");
    if (rows.isEmpty()) {
      return document.paragraph("No breach was recorded.");
    }
    document.table(
        OVERVIEW.stream().map(COLUMNS::get).toList(),
        rows.stream()
            .map(row -> OVERVIEW.stream().map(column -> Cell.of(row.get(column))).toList())
            .toList());
    for (List<String> row : rows) {
      Map<String, List<Cell>> facts = new LinkedHashMap<>();
      for (int column = 1; column < COLUMNS.size(); column++) {
        facts.put(COLUMNS.get(column), List.of(Cell.of(row.get(column))));
      }
      document.section("Breach " + row.get(0)).facts(facts);
    }
    return document;
  }

  private List<String> row(Breach breach) {
    return List.of(
        breach.id().value(),
        status(breach),
        breach.kinds().stream().map(BreachTimes::words).collect(Collectors.joining(", ")),
        occurred(breach),
        times.text(breach.detectedAt()),
        breach.awareAt().map(times::text).orElse(""),
        String.join("\n", breach.facts()),
        String.join("\n", breach.effects()),
        String.join("\n", breach.remedialAction()),
        breach.risk().map(BreachRisk::text).orElse(""),
        authority(breach),
        subjects(breach),
        breach.tasks().stream().map(BreachTask::text).collect(Collectors.joining("\n")));
  }

  /** "No breach found" is documented with its reason as well. */
  private static String status(Breach breach) {
    String status = BreachTimes.words(breach.status());
    return breach.dismissal().map(reason -> status + ": " + reason).orElse(status);
  }

  private String occurred(Breach breach) {
    String from = breach.occurredFrom().map(times::text).orElse("not known");
    return breach
        .occurredUntil()
        .filter(until -> !breach.occurredFrom().filter(until::equals).isPresent())
        .map(until -> from + " to " + times.text(until))
        .orElse(from);
  }

  private String authority(Breach breach) {
    if (breach.isProcessors()) {
      return "%d of %d controllers told"
          .formatted(
              breach.onBehalfOf().size() - breach.notYetTold().size(), breach.onBehalfOf().size());
    }
    if (breach.notifications().isEmpty()) {
      return breach.notNotified().map(decided -> "not notified: " + decided.reason()).orElse("");
    }
    BreachNotification first = breach.notifications().get(0);
    String late = breach.isNotifiedLate() ? ", late: " + reasonsForDelay(breach) : "";
    return "notified " + times.text(first.at()) + late;
  }

  /** They can come with a later phase, when the delay came to light by a correction. */
  private static String reasonsForDelay(Breach breach) {
    return breach.notifications().stream()
        .map(BreachNotification::reasonsForDelay)
        .filter(reasons -> !reasons.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private static String subjects(Breach breach) {
    if (!breach.communicated().isEmpty()) {
      return "told";
    }
    return breach
        .communication()
        .map(
            decision ->
                decision instanceof BreachCommunication.Exempt exempt
                    ? "not each told, Art. " + exempt.ground().article() + ": " + exempt.reason()
                    : "to be told")
        .orElse("");
  }
}
