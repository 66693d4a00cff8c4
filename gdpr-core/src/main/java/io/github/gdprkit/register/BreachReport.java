package io.github.gdprkit.register;

import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Document;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One breach on paper, for the supervisory authority and the file (Art. 33(3) and (5)): what is
 * known, the time limit, what was told to whom, what was decided and why, and the whole history.
 * The same breach gives the same bytes.
 */
public final class BreachReport {

  private static final String WHEN = "When";

  private final Breach breach;
  private final BreachTimes times;
  private final Document document;

  private BreachReport(Breach breach, Organisation keeper, ZoneId zone) {
    this.breach = breach;
    this.times = new BreachTimes(zone);
    this.document = new Document("Personal data breach " + breach.id());
    write(keeper);
  }

  /**
   * The report of a breach.
   *
   * @param keeper whose register it is in
   * @param zone in which times are shown
   * @throws IllegalArgumentException when the breach is in the register of somebody else
   */
  public static BreachReport of(Breach breach, Organisation keeper, ZoneId zone) {
    if (!breach.owner().equals(keeper.id())) {
      throw new IllegalArgumentException(
          "Breach "
              + breach.id()
              + " is in the register of another party than "
              + keeper.id().value());
    }
    return new BreachReport(breach, keeper, zone);
  }

  /** As a page of its own. */
  public String html() {
    return document.html();
  }

  /** As Markdown. */
  public String markdown() {
    return document.markdown();
  }

  private void write(Organisation keeper) {
    document.soft("From the register of breaches (Art. 33(5) GDPR) of " + keeper.name());
    warnOfWords();
    Set<BreachTask> tasks = breach.tasks();
    if (!tasks.isEmpty()) {
      document.note(
          "To be done: "
              + tasks.stream().map(BreachTask::text).collect(Collectors.joining("; "))
              + ".");
    }
    summary(keeper);
    document.section("What happened");
    texts("Facts", breach.facts());
    texts("Effects", breach.effects());
    texts("Remedial action", breach.remedialAction());
    if (breach.isProcessors()) {
      controllers();
    } else {
      risk();
      processors();
      authority();
      subjects();
    }
    history();
  }

  private void warnOfWords() {
    if (breach.steps().stream().anyMatch(step -> step.words() == BreachWords.ALTERED)) {
      document.note(
          "Words of this breach are not those that the evidence names. They were changed behind the"
              + " register's back; see the history.");
    }
  }

  private void summary(Organisation keeper) {
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    put(facts, breach.isProcessors() ? "Processor" : "Controller", nameOf(keeper));
    put(facts, "Status", BreachTimes.words(breach.status()));
    put(facts, "No breach found", breach.dismissal().orElse(""));
    put(
        facts,
        "Kind",
        breach.kinds().stream().map(BreachKind::text).collect(Collectors.joining("; ")));
    put(facts, "Occurred", occurred());
    put(facts, "Detected", times.text(breach.detectedAt()));
    put(facts, "Aware since", breach.awareAt().map(times::text).orElse("not yet, a suspicion"));
    breach.deadline().ifPresent(deadline -> deadline(facts, deadline));
    put(facts, "Recorded", times.text(breach.recordedAt()));
    document.facts(facts);
  }

  private static String nameOf(Organisation keeper) {
    return keeper.address().isBlank()
        ? keeper.name() + ", " + keeper.country().name()
        : keeper.name() + ", " + keeper.address() + ", " + keeper.country().name();
  }

  private String occurred() {
    return breach
        .occurredFrom()
        .map(from -> between(from, breach.occurredUntil().orElse(null)))
        .orElse("not known");
  }

  private String between(Instant from, @Nullable Instant until) {
    if (until == null) {
      return "since " + times.text(from);
    }
    return from.equals(until) ? times.text(from) : times.text(from) + " to " + times.text(until);
  }

  private void deadline(Map<String, List<Cell>> facts, BreachDeadline deadline) {
    put(facts, "Time limit", times.text(deadline.plainEnd()) + " (hours from awareness)");
    put(
        facts,
        "At the latest",
        times.text(deadline.strictEnd()) + " (counted under Regulation 1182/71)");
    put(
        facts,
        "Counted by",
        deadline.source().ruleSet().id()
            + ("none".equals(deadline.source().calendarId())
                ? ", without a calendar"
                : ", calendar "
                    + deadline.source().calendarId()
                    + ", "
                    + deadline.source().dataVersion()));
  }

  private void texts(String title, List<String> texts) {
    document.subsection(title);
    if (texts.isEmpty()) {
      document.soft("Not said yet.");
    }
    texts.forEach(document::paragraph);
  }

  private void risk() {
    document.section("Risk to people");
    if (breach.assessment().isEmpty()) {
      document.soft("Not assessed yet.");
    }
    breach
        .assessment()
        .ifPresent(
            assessed -> {
              Map<String, List<Cell>> facts = new LinkedHashMap<>();
              put(facts, "Risk", assessed.risk().text());
              put(facts, "Why", assessed.reason());
              document.facts(facts);
            });
  }

  private void processors() {
    if (breach.noticesReceived().isEmpty()) {
      return;
    }
    document.section("Told by a processor (Art. 33(2))");
    for (BreachStep step : breach.steps()) {
      if (step.event() instanceof BreachEvent.ToldByProcessor told) {
        Map<String, List<Cell>> facts = new LinkedHashMap<>();
        put(facts, "Processor", told.notice().processor().value());
        put(facts, "Phase", Integer.toString(told.notice().phase()));
        put(facts, "Sent", times.text(told.notice().sentAt()));
        put(facts, "Received", times.text(told.receivedAt()));
        content(facts, told.notice().content());
        document.facts(facts);
      }
    }
  }

  private void controllers() {
    document.section("Controllers concerned (Art. 33(2))");
    List<List<Cell>> rows = new ArrayList<>();
    for (PartyId controller : breach.onBehalfOf()) {
      String phases =
          breach.noticesSent().stream()
              .filter(notice -> notice.controller().equals(controller))
              .map(notice -> times.text(notice.sentAt()))
              .collect(Collectors.joining("\n"));
      rows.add(
          List.of(
              Cell.of(controller.value()), Cell.of(phases.isEmpty() ? "not told yet" : phases)));
    }
    document.table(List.of("Controller", "Told"), rows);
  }

  private void authority() {
    document.section("Notification to the supervisory authority (Art. 33)");
    breach.notNotified().ifPresent(decided -> notNotified(decided.reason()));
    if (breach.notifications().isEmpty()) {
      if (breach.notNotified().isEmpty()) {
        document.soft("Not notified.");
      }
      return;
    }
    if (breach.isNotifiedLate()) {
      document.note("The first notification came after the time limit.");
    }
    int phase = 1;
    for (BreachNotification notification : breach.notifications()) {
      document.subsection("Phase " + phase);
      Map<String, List<Cell>> facts = new LinkedHashMap<>();
      put(facts, WHEN, times.text(notification.at()));
      put(facts, "Authority", notification.authority());
      put(facts, "Reference", notification.reference());
      content(facts, notification.content());
      put(facts, "Reasons for the delay", notification.reasonsForDelay());
      document.facts(facts);
      phase++;
    }
    missing();
  }

  private void notNotified(String reason) {
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    put(facts, "Decision", "not notified, because a risk to people is unlikely (Art. 33(1))");
    put(facts, "Why", reason);
    document.facts(facts);
  }

  private void missing() {
    List<Cell> missing =
        breach.told().missing().stream()
            .map(
                point ->
                    Cell.of(
                        "Art. %s: %s%s"
                            .formatted(
                                point.article(),
                                point.text(),
                                point.isAlways() ? "" : " (where possible)")))
            .toList();
    if (missing.isEmpty()) {
      document.paragraph("All points of Art. 33(3) were told.");
    } else {
      document.subsection("Not told yet");
      document.points(missing);
    }
  }

  private static void content(Map<String, List<Cell>> facts, BreachContent content) {
    put(facts, "Nature of the breach", content.nature());
    list(facts, "Data subjects", content.subjectCategories());
    put(facts, "Their number", about(content.subjects()));
    list(facts, "Records", content.recordCategories());
    put(facts, "The records' number", about(content.records()));
    Contact contact = content.contact();
    put(
        facts,
        "Contact",
        contact == null ? "" : contact.text() + " (" + contact.kind().text() + ")");
    put(facts, "Likely consequences", content.consequences());
    put(facts, "Measures", content.measures());
  }

  private void subjects() {
    document.section("Communication to the data subjects (Art. 34)");
    if (breach.communication().isEmpty()) {
      boolean isLower = breach.risk().filter(risk -> risk != BreachRisk.HIGH_RISK).isPresent();
      document.soft(isLower ? "Not needed; the risk is not high." : "Not decided yet.");
    }
    breach.communication().ifPresent(this::decision);
    for (BreachEvent.Communicated told : breach.communicated()) {
      Map<String, List<Cell>> facts = new LinkedHashMap<>();
      put(facts, "Told", times.text(told.at()));
      put(facts, "How many people", about(told.subjects()));
      put(facts, "By", told.channel());
      document.facts(facts);
    }
  }

  private void decision(BreachCommunication decision) {
    Map<String, List<Cell>> facts = new LinkedHashMap<>();
    if (decision instanceof BreachCommunication.Exempt exempt) {
      put(
          facts,
          "Decision",
          "not told each: Art. %s, %s"
              .formatted(exempt.ground().article(), exempt.ground().text()));
      put(facts, "Why", exempt.reason());
      put(facts, "Public communication", exempt.publicCommunication());
    } else if (decision instanceof BreachCommunication.ToSubjects told) {
      put(facts, "Decision", "the data subjects are told");
      put(facts, "What happened", told.nature());
      put(facts, "Whom to ask", told.contact().text());
      put(facts, "What may come of it", told.consequences());
      put(facts, "What is done about it", told.measures());
    }
    document.facts(facts);
  }

  private void history() {
    document.section("History");
    List<List<Cell>> rows = new ArrayList<>();
    for (BreachStep step : breach.steps()) {
      String words =
          switch (step.words()) {
            case NONE, INTACT -> "";
            case ERASED -> "\nIts words were erased.";
            case ALTERED -> "\nIts words are not those of the evidence.";
          };
      rows.add(
          List.of(
              Cell.of(Long.toString(step.number())),
              Cell.of(times.text(step.at())),
              Cell.of(step.by().value()),
              Cell.of(what(step.event()) + words)));
    }
    document.table(List.of("No.", WHEN, "By", "What"), rows);
  }

  private String what(BreachEvent event) {
    if (event instanceof BreachEvent.Recorded recorded) {
      return recorded.awareAt() == null ? "Recorded as a suspicion." : "Recorded.";
    } else if (event instanceof BreachEvent.Confirmed confirmed) {
      return "Confirmed; aware since " + times.text(confirmed.awareAt()) + ".";
    } else if (event instanceof BreachEvent.AwarenessCorrected corrected) {
      return "Aware since %s, corrected: %s"
          .formatted(times.text(corrected.awareAt()), corrected.reason());
    } else if (event instanceof BreachEvent.Dismissed dismissed) {
      return "No breach found: " + dismissed.reason();
    } else if (event instanceof BreachEvent.Amended amended) {
      return what(amended.amendment());
    } else if (event instanceof BreachEvent.Assessed assessed) {
      return "Assessed as %s: %s".formatted(assessed.risk().text(), assessed.reason());
    } else if (event instanceof BreachEvent.NotNotified decided) {
      return "Decided not to notify the authority: " + decided.reason();
    } else if (event instanceof BreachEvent.AuthorityNotified notified) {
      return "Authority notified at %s.".formatted(times.text(notified.notification().at()));
    } else if (event instanceof BreachEvent.CommunicationDecided decided) {
      return decided.decision() instanceof BreachCommunication.Exempt exempt
          ? "Decided that data subjects are not each told (Art. %s): %s"
              .formatted(exempt.ground().article(), exempt.reason())
          : "Decided that the data subjects are told.";
    } else if (event instanceof BreachEvent.Communicated told) {
      return "Told %s, by %s."
          .formatted(
              told.subjects() == null ? "people" : told.subjects() + " people", told.channel());
    } else if (event instanceof BreachEvent.ControllerNotified notified) {
      return "Controller %s told, phase %d."
          .formatted(notified.notice().controller().value(), notified.notice().phase());
    } else if (event instanceof BreachEvent.ToldByProcessor told) {
      return "Told by processor %s, phase %d."
          .formatted(told.notice().processor().value(), told.notice().phase());
    } else if (event instanceof BreachEvent.Reopened reopened) {
      return "Reopened: " + reopened.reason();
    }
    return "Closed.";
  }

  private String what(BreachAmendment amendment) {
    List<String> parts = new ArrayList<>();
    if (!amendment.kinds().isEmpty()) {
      parts.add(
          "Kind: "
              + new TreeSet<>(amendment.kinds())
                  .stream().map(BreachTimes::words).collect(Collectors.joining(", ")));
    }
    Instant from = amendment.occurredFrom();
    if (from != null) {
      parts.add("Occurred: " + between(from, amendment.occurredUntil()));
    }
    if (!amendment.onBehalfOf().isEmpty()) {
      parts.add(
          "Further controllers: "
              + amendment.onBehalfOf().stream()
                  .map(PartyId::value)
                  .collect(Collectors.joining(", ")));
    }
    said(parts, "Facts", amendment.facts());
    said(parts, "Effects", amendment.effects());
    said(parts, "Remedial action", amendment.remedialAction());
    return "Amended. " + String.join("\n", parts);
  }

  private static void said(List<String> parts, String title, String text) {
    if (!text.isBlank()) {
      parts.add(title + ": " + text);
    }
  }

  private static void put(Map<String, List<Cell>> facts, String name, String text) {
    facts.put(name, List.of(Cell.of(text)));
  }

  private static void list(Map<String, List<Cell>> facts, String name, List<String> texts) {
    put(facts, name, String.join("; ", texts));
  }

  private static String about(@Nullable Long number) {
    return number == null ? "" : "about " + number;
  }
}
