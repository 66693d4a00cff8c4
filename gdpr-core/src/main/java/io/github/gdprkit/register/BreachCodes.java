package io.github.gdprkit.register;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.deadline.DeadlineSource;
import io.github.gdprkit.deadline.RuleSet;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How events of a breach are written: codes, instants and numbers into the evidence, words and
 * names into a sheet.
 */
final class BreachCodes {

  /** What is read where words were erased. */
  static final String ERASED = "erased";

  private static final String REASON = "reason";
  private static final String AWARE = "aware-at";
  private static final String PLAIN_END = "plain-end";
  private static final String STRICT_END = "strict-end";
  private static final String RULES = "rules";
  private static final String CALENDAR = "calendar";
  private static final String CALENDAR_DATA = "calendar-data";
  private static final String KINDS = "kinds";
  private static final String DETECTED = "detected-at";
  private static final String FROM = "occurred-from";
  private static final String UNTIL = "occurred-until";
  private static final String CONTROLLER = "controller";
  private static final String FACTS = "facts";
  private static final String EFFECTS = "effects";
  private static final String REMEDY = "remedial-action";
  private static final String RISK = "risk";
  private static final String SENT = "sent-at";
  private static final String RECEIVED = "received-at";
  private static final String AUTHORITY = "authority";
  private static final String REFERENCE = "reference";
  private static final String DELAY = "reasons-for-delay";
  private static final String NATURE = "nature";
  private static final String SUBJECTS = "subjects";
  private static final String SUBJECT_CATEGORY = "subject-category";
  private static final String RECORDS = "records";
  private static final String RECORD_CATEGORY = "record-category";
  private static final String CONTACT = "contact";
  private static final String CONSEQUENCES = "consequences";
  private static final String MEASURES = "measures";
  private static final String GROUND = "ground";
  private static final String PUBLIC = "public";
  private static final String CHANNEL = "channel";
  private static final String PHASE = "phase";
  private static final String PROCESSOR = "processor";

  /** The names under which events are kept. They never change. */
  static final String RECORDED = "breach-recorded";

  private static final String SUSPECTED = "breach-suspected";
  private static final String CONFIRMED = "breach-confirmed";
  private static final String CORRECTED = "breach-awareness-corrected";
  private static final String DISMISSED = "breach-dismissed";
  private static final String AMENDED = "breach-amended";
  private static final String ASSESSED = "breach-assessed";
  private static final String NOT_NOTIFIED = "breach-not-notified";
  private static final String NOTIFIED = "breach-authority-notified";
  private static final String TO_SUBJECTS = "breach-communication-decided";
  private static final String EXEMPT = "breach-communication-exempt";
  private static final String COMMUNICATED = "breach-communicated";
  private static final String CONTROLLER_TOLD = "breach-controller-notified";
  private static final String TOLD = "breach-told-by-processor";
  private static final String CLOSED = "breach-closed";
  private static final String REOPENED = "breach-reopened";

  private final Map<String, String> details;
  private final Map<String, String> words;
  private final boolean isErased;

  private BreachCodes(Map<String, String> details, Map<String, String> words, boolean isErased) {
    this.details = details;
    this.words = words;
    this.isErased = isErased;
  }

  /**
   * An event as it is kept.
   *
   * @param type of the entry
   * @param details of the entry
   * @param words of the sheet
   */
  record Written(String type, Map<String, String> details, Map<String, String> words) {}

  static Written write(BreachEvent event) {
    BreachCodes codes = new BreachCodes(new TreeMap<>(), new TreeMap<>(), false);
    String type = codes.put(event);
    return new Written(type, codes.details, codes.words);
  }

  /**
   * The event of an entry.
   *
   * @param words of its sheet, {@code null} when that was erased
   */
  static BreachEvent read(
      String type, Map<String, String> details, @Nullable Map<String, String> words) {
    return new BreachCodes(details, words == null ? Map.of() : words, words == null).event(type);
  }

  private String put(BreachEvent event) {
    if (event instanceof BreachEvent.Recorded recorded) {
      put(recorded.facts());
      aware(recorded.awareAt(), recorded.deadline());
      return recorded.awareAt() == null ? SUSPECTED : RECORDED;
    } else if (event instanceof BreachEvent.Confirmed confirmed) {
      aware(confirmed.awareAt(), confirmed.deadline());
      return CONFIRMED;
    } else if (event instanceof BreachEvent.AwarenessCorrected corrected) {
      aware(corrected.awareAt(), corrected.deadline());
      word(REASON, corrected.reason());
      return CORRECTED;
    } else if (event instanceof BreachEvent.Dismissed dismissed) {
      word(REASON, dismissed.reason());
      return DISMISSED;
    } else if (event instanceof BreachEvent.Amended amended) {
      put(amended.amendment());
      return AMENDED;
    } else if (event instanceof BreachEvent.Assessed assessed) {
      details.put(RISK, Codes.of(assessed.risk()));
      word(REASON, assessed.reason());
      return ASSESSED;
    } else if (event instanceof BreachEvent.NotNotified decided) {
      word(REASON, decided.reason());
      return NOT_NOTIFIED;
    } else if (event instanceof BreachEvent.AuthorityNotified notified) {
      put(notified.notification());
      return NOTIFIED;
    } else if (event instanceof BreachEvent.CommunicationDecided decided) {
      return put(decided.decision());
    } else if (event instanceof BreachEvent.Communicated told) {
      instant(SENT, told.at());
      number(SUBJECTS, told.subjects());
      word(CHANNEL, told.channel());
      return COMMUNICATED;
    } else if (event instanceof BreachEvent.ControllerNotified notified) {
      put(notified.notice());
      return CONTROLLER_TOLD;
    } else if (event instanceof BreachEvent.ToldByProcessor told) {
      put(told.notice());
      instant(RECEIVED, told.receivedAt());
      return TOLD;
    } else if (event instanceof BreachEvent.Reopened reopened) {
      word(REASON, reopened.reason());
      return REOPENED;
    }
    return CLOSED;
  }

  private BreachEvent event(String type) {
    return switch (type) {
      case RECORDED, SUSPECTED -> new BreachEvent.Recorded(facts(), at(AWARE), deadline());
      case CONFIRMED -> new BreachEvent.Confirmed(needAt(AWARE), deadline());
      case CORRECTED -> new BreachEvent.AwarenessCorrected(needAt(AWARE), deadline(), need(REASON));
      case DISMISSED -> new BreachEvent.Dismissed(need(REASON));
      case AMENDED -> new BreachEvent.Amended(amendment());
      case ASSESSED ->
          new BreachEvent.Assessed(Codes.read(BreachRisk.class, detail(RISK)), need(REASON));
      case NOT_NOTIFIED -> new BreachEvent.NotNotified(need(REASON));
      case NOTIFIED -> new BreachEvent.AuthorityNotified(notification());
      case TO_SUBJECTS -> new BreachEvent.CommunicationDecided(toSubjects());
      case EXEMPT -> new BreachEvent.CommunicationDecided(exempt());
      case COMMUNICATED ->
          new BreachEvent.Communicated(needAt(SENT), number(SUBJECTS), need(CHANNEL));
      case CONTROLLER_TOLD -> new BreachEvent.ControllerNotified(notice());
      case TOLD -> new BreachEvent.ToldByProcessor(notice(), needAt(RECEIVED));
      case CLOSED -> new BreachEvent.Closed();
      case REOPENED -> new BreachEvent.Reopened(need(REASON));
      default ->
          throw new IllegalArgumentException(
              "A breach has an entry "
                  + type
                  + ", which this version does not know; use the version that wrote it, or a later"
                  + " one");
    };
  }

  private void put(BreachFacts facts) {
    kinds(facts.kinds());
    instant(DETECTED, facts.detectedAt());
    instant(FROM, facts.occurredFrom());
    instant(UNTIL, facts.occurredUntil());
    controllers(facts.onBehalfOf());
    word(FACTS, facts.facts());
    word(EFFECTS, facts.effects());
    word(REMEDY, facts.remedialAction());
  }

  private BreachFacts facts() {
    return new BreachFacts(
        kinds(),
        needAt(DETECTED),
        at(FROM),
        at(UNTIL),
        controllers(),
        need(FACTS),
        text(EFFECTS),
        text(REMEDY));
  }

  private void put(BreachAmendment amendment) {
    kinds(amendment.kinds());
    instant(FROM, amendment.occurredFrom());
    instant(UNTIL, amendment.occurredUntil());
    controllers(amendment.onBehalfOf());
    word(FACTS, amendment.facts());
    word(EFFECTS, amendment.effects());
    word(REMEDY, amendment.remedialAction());
  }

  private BreachAmendment amendment() {
    return new BreachAmendment(
        kinds(),
        at(FROM),
        at(UNTIL),
        controllers(),
        isErased ? ERASED : text(FACTS),
        text(EFFECTS),
        text(REMEDY));
  }

  private void put(BreachNotification notification) {
    instant(SENT, notification.at());
    word(AUTHORITY, notification.authority());
    word(REFERENCE, notification.reference());
    word(DELAY, notification.reasonsForDelay());
    put(notification.content());
  }

  private BreachNotification notification() {
    return new BreachNotification(
        needAt(SENT), need(AUTHORITY), text(REFERENCE), content(), text(DELAY));
  }

  private void put(BreachContent content) {
    word(NATURE, content.nature());
    list(SUBJECT_CATEGORY, content.subjectCategories());
    number(SUBJECTS, content.subjects());
    list(RECORD_CATEGORY, content.recordCategories());
    number(RECORDS, content.records());
    if (content.contact() != null) {
      contact(content.contact());
    }
    word(CONSEQUENCES, content.consequences());
    word(MEASURES, content.measures());
    // So that an erasure of the words does not make a notification look as if it had been less.
    details.put("points", Codes.join(said(content)));
  }

  private static Set<BreachPoint> said(BreachContent content) {
    Set<BreachPoint> said = EnumSet.allOf(BreachPoint.class);
    said.removeAll(content.missing());
    return said;
  }

  private BreachContent content() {
    Set<BreachPoint> said = isErased ? Codes.split(BreachPoint.class, detail("points")) : Set.of();
    BreachContent read =
        new BreachContent(
            text(NATURE),
            list(SUBJECT_CATEGORY),
            number(SUBJECTS),
            list(RECORD_CATEGORY),
            number(RECORDS),
            contactOrNull(),
            text(CONSEQUENCES),
            text(MEASURES));
    return read.then(
        new BreachContent(
            erased(said, BreachPoint.NATURE),
            said.contains(BreachPoint.SUBJECT_CATEGORIES) ? List.of(ERASED) : List.of(),
            null,
            said.contains(BreachPoint.RECORD_CATEGORIES) ? List.of(ERASED) : List.of(),
            null,
            said.contains(BreachPoint.CONTACT)
                ? Contact.of(ContactKind.PRIVACY, ERASED, ERASED)
                : null,
            erased(said, BreachPoint.CONSEQUENCES),
            erased(said, BreachPoint.MEASURES)));
  }

  private static String erased(Set<BreachPoint> said, BreachPoint point) {
    return said.contains(point) ? ERASED : "";
  }

  private String put(BreachCommunication decision) {
    if (decision instanceof BreachCommunication.ToSubjects told) {
      word(NATURE, told.nature());
      contact(told.contact());
      word(CONSEQUENCES, told.consequences());
      word(MEASURES, told.measures());
      return TO_SUBJECTS;
    }
    BreachCommunication.Exempt exempt = (BreachCommunication.Exempt) decision;
    details.put(GROUND, Codes.of(exempt.ground()));
    word(REASON, exempt.reason());
    word(PUBLIC, exempt.publicCommunication());
    return EXEMPT;
  }

  private BreachCommunication toSubjects() {
    Contact contact = contactOrNull();
    return new BreachCommunication.ToSubjects(
        need(NATURE),
        contact == null ? Contact.of(ContactKind.PRIVACY, ERASED, ERASED) : contact,
        need(CONSEQUENCES),
        need(MEASURES));
  }

  private BreachCommunication exempt() {
    BreachExemption ground = Codes.read(BreachExemption.class, detail(GROUND));
    boolean isPublic = ground == BreachExemption.DISPROPORTIONATE_EFFORT;
    return new BreachCommunication.Exempt(ground, need(REASON), isPublic ? need(PUBLIC) : "");
  }

  private void put(BreachNotice notice) {
    details.put(REFERENCE, notice.reference());
    details.put(PHASE, Integer.toString(notice.phase()));
    word(PROCESSOR, notice.processor().value());
    word(CONTROLLER, notice.controller().value());
    kinds(notice.kinds());
    instant(DETECTED, notice.detectedAt());
    instant(FROM, notice.occurredFrom());
    instant(UNTIL, notice.occurredUntil());
    instant(SENT, notice.sentAt());
    put(notice.content());
  }

  private BreachNotice notice() {
    return new BreachNotice(
        detail(REFERENCE),
        Integer.parseInt(detail(PHASE)),
        new PartyId(need(PROCESSOR)),
        new PartyId(need(CONTROLLER)),
        kinds(),
        needAt(DETECTED),
        at(FROM),
        at(UNTIL),
        needAt(SENT),
        content());
  }

  private void aware(@Nullable Instant awareAt, @Nullable BreachDeadline deadline) {
    instant(AWARE, awareAt);
    if (deadline != null) {
      instant(PLAIN_END, deadline.plainEnd());
      instant(STRICT_END, deadline.strictEnd());
      details.put(RULES, deadline.source().ruleSet().id());
      details.put(CALENDAR, Codes.ofName(deadline.source().calendarId()));
      details.put(CALENDAR_DATA, Codes.ofName(deadline.source().dataVersion()));
    }
  }

  private @Nullable BreachDeadline deadline() {
    return details.containsKey(PLAIN_END)
        ? new BreachDeadline(
            needAt(AWARE),
            needAt(PLAIN_END),
            needAt(STRICT_END),
            new DeadlineSource(
                RuleSet.ofId(detail(RULES)), detail(CALENDAR), detail(CALENDAR_DATA)))
        : null;
  }

  private void contact(Contact contact) {
    word(CONTACT + ".kind", Codes.of(contact.kind()));
    word(CONTACT + ".name", contact.name());
    word(CONTACT + ".position", contact.position() == null ? "" : contact.position());
    word(CONTACT + ".reach", contact.reach());
  }

  private @Nullable Contact contactOrNull() {
    String kind = words.get(CONTACT + ".kind");
    return kind == null
        ? null
        : new Contact(
            Codes.read(ContactKind.class, kind),
            need(CONTACT + ".name"),
            words.get(CONTACT + ".position"),
            need(CONTACT + ".reach"));
  }

  private void kinds(Set<BreachKind> kinds) {
    if (!kinds.isEmpty()) {
      details.put(KINDS, Codes.join(kinds));
    }
  }

  private Set<BreachKind> kinds() {
    return Codes.split(BreachKind.class, details.getOrDefault(KINDS, ""));
  }

  /** How many there are stays known; who they are lies with the words. */
  private void controllers(List<PartyId> controllers) {
    if (!controllers.isEmpty()) {
      details.put("controllers", Integer.toString(controllers.size()));
      list(CONTROLLER, controllers.stream().map(PartyId::value).toList());
    }
  }

  private List<PartyId> controllers() {
    if (isErased && details.containsKey("controllers")) {
      return List.of(new PartyId(ERASED));
    }
    return list(CONTROLLER).stream().map(PartyId::new).toList();
  }

  private void instant(String name, @Nullable Instant at) {
    if (at != null) {
      details.put(name, at.truncatedTo(ChronoUnit.MICROS).toString());
    }
  }

  private @Nullable Instant at(String name) {
    String value = details.get(name);
    return value == null ? null : Instant.parse(value);
  }

  private Instant needAt(String name) {
    return Instant.parse(detail(name));
  }

  private void number(String name, @Nullable Long number) {
    if (number != null) {
      details.put(name, number.toString());
    }
  }

  private @Nullable Long number(String name) {
    String value = details.get(name);
    return value == null ? null : Long.valueOf(value);
  }

  private void list(String name, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      word(name + '.' + (i + 1), values.get(i));
    }
  }

  private List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 1; words.containsKey(name + '.' + i); i++) {
      values.add(text(name + '.' + i));
    }
    return values;
  }

  private void word(String name, String text) {
    if (!text.isBlank()) {
      words.put(name, text);
    }
  }

  private String text(String name) {
    return words.getOrDefault(name, "");
  }

  private String need(String name) {
    return words.getOrDefault(name, ERASED);
  }

  private String detail(String name) {
    String value = details.get(name);
    if (value == null) {
      throw new IllegalArgumentException("An entry of a breach has no detail " + name);
    }
    return value;
  }
}
