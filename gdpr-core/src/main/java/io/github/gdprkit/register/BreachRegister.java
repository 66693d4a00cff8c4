package io.github.gdprkit.register;

import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The register of personal data breaches: every one, notified or not (Art. 33(5)), with the clock
 * of Art. 33(1), what the authority and the data subjects were told (Art. 33(3) and (4), 34), and
 * what a processor tells its controllers (Art. 33(2)).
 *
 * <p>Each verb is one entry of evidence, with codes, instants and numbers, and one sheet with the
 * words; both are written together or not at all. A verb that says once more what was said last is
 * quiet, so after a crash it is simply repeated. Nothing is overwritten, so the register can be
 * read as it was at any time. Safe for use by many threads and processes.
 *
 * <p>The two ends of a time limit are kept as they were counted when somebody became aware, with
 * what they were counted by: a change of the law or the calendar moves none of them.
 */
public final class BreachRegister {

  private static final StreamId ALL = new StreamId("breach-register", "all");
  private static final String BREACH = "breach";
  private static final String BY = "by";
  private static final String SHEET = "sheet";

  /** Losing more often than this against other writers is no accident. */
  private static final int ATTEMPTS = 100;

  private final SheetStore store;
  private final PartyId owner;
  private final BreachClock hours;
  private final Clock clock;

  /**
   * The register of one party.
   *
   * @param owner the controller or processor that keeps it
   * @param hours counts the time limit
   */
  public BreachRegister(SheetStore store, PartyId owner, BreachClock hours, Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.owner = Objects.requireNonNull(owner, "owner");
    this.hours = Objects.requireNonNull(hours, "hours");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Takes a breach into the register that its keeper is aware of, that is reasonably certain of.
   *
   * @param awareAt since when, UTC; the hours run from there
   * @throws IllegalArgumentException when there is another breach of this id, or a time is to come
   *     or before the first sign
   */
  public Breach record(BreachId id, BreachFacts facts, Instant awareAt, Actor by) {
    Objects.requireNonNull(awareAt, "awareAt");
    return begin(id, facts, awareAt, by);
  }

  /**
   * Takes a suspicion into the register: no clock runs. Look into it at once, then {@link #confirm}
   * or {@link #dismiss}.
   *
   * @throws IllegalArgumentException as {@link #record} does
   */
  public Breach suspect(BreachId id, BreachFacts facts, Actor by) {
    return begin(id, facts, null, by);
  }

  /**
   * A suspicion has become reasonably certain, or a dismissed one was a breach after all.
   *
   * @param awareAt since when, UTC; the hours run from there
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is confirmed or closed
   */
  public Breach confirm(BreachId id, Instant awareAt, Actor by) {
    return retrying(
        id,
        by,
        breach -> new BreachEvent.Confirmed(awareAt, deadline(awareAt, breach.isProcessors())));
  }

  /**
   * Puts right when the keeper became aware. What was there before stays in the history.
   *
   * @param reason how the wrong instant came into the register
   * @throws IllegalBreachMoveException when it is not confirmed
   */
  public Breach correctAwareness(BreachId id, Instant awareAt, String reason, Actor by) {
    return telling(
        id,
        by,
        breach ->
            new BreachEvent.AwarenessCorrected(
                awareAt, deadline(awareAt, breach.isProcessors()), reason));
  }

  /**
   * No breach was found; also after a first notification, when the authority is told so.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is dismissed or closed
   * @throws StaleBreachException when somebody recorded something else in this moment
   */
  public Breach dismiss(BreachId id, String reason, Actor by) {
    return telling(id, by, breach -> new BreachEvent.Dismissed(reason));
  }

  /**
   * Adds what came to light later.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is closed
   */
  public Breach amend(BreachId id, BreachAmendment amendment, Actor by) {
    return retrying(id, by, breach -> new BreachEvent.Amended(amendment));
  }

  /**
   * Says what risk the breach is to people. Another risk than before ends the decisions that were
   * made on it.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is not confirmed, or a processor's record
   * @throws StaleBreachException when somebody recorded something else in this moment
   */
  public Breach assess(BreachId id, BreachRisk risk, String reason, Actor by) {
    return telling(id, by, breach -> new BreachEvent.Assessed(risk, reason));
  }

  /**
   * Decides that the authority is not told, because a risk is unlikely (Art. 33(1)).
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when that was not assessed, or the authority was told
   * @throws StaleBreachException when somebody recorded something else in this moment
   */
  public Breach doNotNotify(BreachId id, String reason, Actor by) {
    return telling(id, by, breach -> new BreachEvent.NotNotified(reason));
  }

  /**
   * Records what the authority was told, in one phase. Which points are missing is told by {@link
   * Breach#told}.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is not confirmed, or a processor's record
   * @throws BreachDelayException when the first phase comes late and does not say why
   */
  public Breach notifyAuthority(BreachId id, BreachNotification notification, Actor by) {
    return retrying(id, by, breach -> new BreachEvent.AuthorityNotified(notification));
  }

  /**
   * Decides whether the data subjects are told.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is not confirmed, a processor's record, or an
   *     exemption without a high risk
   * @throws StaleBreachException when somebody recorded something else in this moment
   */
  public Breach decideCommunication(BreachId id, BreachCommunication decision, Actor by) {
    return telling(id, by, breach -> new BreachEvent.CommunicationDecided(decision));
  }

  /**
   * Records that data subjects, or the public, were told as was decided. Can be said of several
   * times and ways.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when nothing was decided
   */
  public Breach communicated(BreachId id, BreachEvent.Communicated told, Actor by) {
    return retrying(id, by, breach -> told);
  }

  /**
   * Tells one controller, in the register of its processor (Art. 33(2)). Each phase is a call of
   * its own.
   *
   * @param content what this controller is told; it names no other
   * @return what to hand to the controller, for its {@link #receiveFromProcessor}
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is not confirmed
   * @throws IllegalArgumentException when the breach does not concern that controller
   */
  public BreachNotice notifyController(
      BreachId id, PartyId controller, BreachContent content, Instant at, Actor by) {
    Breach told =
        retrying(
            id,
            by,
            breach -> new BreachEvent.ControllerNotified(notice(breach, controller, content, at)));
    return told.noticesSent().stream()
        .filter(notice -> notice.controller().equals(controller))
        .max(Comparator.comparingInt(BreachNotice::phase))
        .orElseThrow();
  }

  private BreachNotice notice(
      Breach breach, PartyId controller, BreachContent content, Instant at) {
    List<BreachNotice> before =
        breach.noticesSent().stream()
            .filter(notice -> notice.controller().equals(controller))
            .toList();
    BreachNotice last = before.isEmpty() ? null : before.get(before.size() - 1);
    BreachNotice next =
        new BreachNotice(
            last == null ? UUID.randomUUID().toString() : last.reference(),
            before.size() + 1,
            owner,
            controller,
            breach.kinds(),
            breach.detectedAt(),
            breach.occurredFrom().orElse(null),
            breach.occurredUntil().orElse(null),
            at.truncatedTo(ChronoUnit.MICROS),
            content);
    // Said again after a crash, it is the same phase.
    return last != null && isSame(last, next) ? last : next;
  }

  private static boolean isSame(BreachNotice one, BreachNotice other) {
    return one.sentAt().equals(other.sentAt()) && one.content().equals(other.content());
  }

  /**
   * Takes what a processor told into the controller's register. The controller becomes aware by it:
   * the hours run from when it was received. A later phase is added to the same record, one that is
   * there already changes nothing.
   *
   * @param receivedAt when the processor told, UTC
   * @throws IllegalArgumentException when the notice is for another controller
   * @throws IllegalBreachMoveException when the breach was closed or dismissed; reopen or confirm
   *     it first, because no clock runs and nobody would look at what is new
   */
  public Breach receiveFromProcessor(BreachNotice notice, Instant receivedAt, Actor by) {
    if (!notice.controller().equals(owner)) {
      throw new IllegalArgumentException(
          "The notice " + notice.reference() + " is for another controller than this register's");
    }
    BreachId id = idOf(notice);
    BreachEvent told = new BreachEvent.ToldByProcessor(notice, receivedAt);
    for (int attempt = 1; ; attempt++) {
      Optional<Breach> known = find(id);
      if (known.isPresent() && hasPhase(known.get(), notice)) {
        return known.get();
      }
      try {
        if (known.isPresent()) {
          requireOpen(known.get());
          append(id, known.get().steps().size(), List.of(told), by);
        } else {
          appendFirst(id, List.of(firstOf(notice, receivedAt), told), by);
        }
        return get(id);
      } catch (StaleStreamException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void requireOpen(Breach breach) {
    if (breach.status() == BreachStatus.CLOSED) {
      throw new IllegalBreachMoveException(
          breach, "notice of a processor", "reopen it with a reason");
    }
    if (breach.status() == BreachStatus.DISMISSED) {
      throw new IllegalBreachMoveException(
          breach, "notice of a processor", "confirm it first, with when you became aware");
    }
  }

  private static boolean hasPhase(Breach breach, BreachNotice notice) {
    return breach.noticesReceived().stream().anyMatch(known -> known.phase() == notice.phase());
  }

  private BreachEvent firstOf(BreachNotice notice, Instant receivedAt) {
    BreachRules.requireAwareness(receivedAt, notice.detectedAt(), now());
    String nature = notice.content().nature();
    BreachFacts facts =
        new BreachFacts(
            notice.kinds(),
            notice.detectedAt(),
            notice.occurredFrom(),
            notice.occurredUntil(),
            List.of(),
            nature.isBlank() ? "Told by a processor." : nature,
            notice.content().consequences(),
            notice.content().measures());
    return new BreachEvent.Recorded(facts, receivedAt, deadline(receivedAt, false));
  }

  /** The same for every phase and every repetition, so that a breach is there once. */
  private static BreachId idOf(BreachNotice notice) {
    String text = notice.processor().value() + '\n' + notice.reference();
    return new BreachId(
        "told-" + Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32));
  }

  /**
   * Ends the work on a breach.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws BreachOpenException when something is to be done before
   * @throws IllegalBreachMoveException when it is not confirmed
   * @throws StaleBreachException when somebody recorded something else in this moment
   */
  public Breach close(BreachId id, Actor by) {
    return telling(id, by, breach -> new BreachEvent.Closed());
  }

  /**
   * Goes on with a closed breach, because more came to light.
   *
   * @throws BreachNotFoundException when there is no such breach
   * @throws IllegalBreachMoveException when it is not closed
   */
  public Breach reopen(BreachId id, String reason, Actor by) {
    return telling(id, by, breach -> new BreachEvent.Reopened(reason));
  }

  /** The breach of this id. */
  public Optional<Breach> find(BreachId id) {
    List<EvidenceEntry> entries = store.stream(owner, id.stream());
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    List<BreachStep> steps = new ArrayList<>();
    for (EvidenceEntry entry : entries) {
      steps.add(step(id, entry));
    }
    return Optional.of(new Breach(id, owner, steps));
  }

  /** All breaches, in the order in which they were recorded. */
  public List<Breach> all() {
    List<Breach> all = new ArrayList<>();
    for (EvidenceEntry entry : store.stream(owner, ALL)) {
      all.add(get(new BreachId(entry.detail(BREACH))));
    }
    return all;
  }

  /** What the register said at that time. */
  public List<Breach> asOf(Instant at) {
    return all().stream().flatMap(breach -> breach.asOf(at).stream()).toList();
  }

  /** The breaches about which something is to be done; see {@link Breach#tasks}. */
  public List<Breach> open() {
    return all().stream()
        .filter(
            breach ->
                breach.status() == BreachStatus.SUSPECTED
                    || breach.status() == BreachStatus.CONFIRMED)
        .toList();
  }

  /**
   * The clocks that run, the one that ends first first.
   *
   * @param at the instant that the rest is seen from, usually now
   */
  public List<BreachDue> due(Instant at) {
    return all().stream()
        .flatMap(breach -> breach.due(at).stream())
        .sorted(
            Comparator.comparing((BreachDue due) -> due.deadline().plainEnd())
                .thenComparing(due -> due.breach().value()))
        .toList();
  }

  private Breach get(BreachId id) {
    return find(id).orElseThrow(() -> new BreachNotFoundException(id));
  }

  private Breach begin(BreachId id, BreachFacts facts, @Nullable Instant awareAt, Actor by) {
    BreachRules.requireFacts(facts, awareAt, now());
    BreachDeadline deadline =
        awareAt == null ? null : deadline(awareAt, !facts.onBehalfOf().isEmpty());
    BreachEvent event = new BreachEvent.Recorded(facts, awareAt, deadline);
    for (int attempt = 1; ; attempt++) {
      Optional<Breach> known = find(id);
      if (known.isPresent()) {
        if (repeats(known.get().steps().get(0), event, by)) {
          return known.get();
        }
        throw new IllegalArgumentException(
            "The register has another breach " + id + "; choose another id, or amend that one");
      }
      try {
        appendFirst(id, List.of(event), by);
        return get(id);
      } catch (StaleStreamException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** For what happened, whoever was faster. */
  private Breach retrying(BreachId id, Actor by, Function<Breach, BreachEvent> verb) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(id, by, verb);
      } catch (StaleStreamException e) {
        if (attempt == ATTEMPTS) {
          throw new StaleBreachException(id, e);
        }
      }
    }
  }

  /** For what somebody decides, who has to know what the decision is about. */
  private Breach telling(BreachId id, Actor by, Function<Breach, BreachEvent> verb) {
    try {
      return once(id, by, verb);
    } catch (StaleStreamException e) {
      throw new StaleBreachException(id, e);
    }
  }

  private Breach once(BreachId id, Actor by, Function<Breach, BreachEvent> verb) {
    Breach breach = get(id);
    BreachEvent event = verb.apply(breach);
    List<BreachStep> steps = breach.steps();
    if (repeats(steps.get(steps.size() - 1), event, by)) {
      return breach;
    }
    BreachRules.require(breach, event, now());
    append(id, steps.size(), List.of(event), by);
    return get(id);
  }

  private static boolean repeats(BreachStep step, BreachEvent event, Actor by) {
    return step.by().equals(by) && BreachCodes.write(step.event()).equals(BreachCodes.write(event));
  }

  private void appendFirst(BreachId id, List<BreachEvent> events, Actor by) {
    long version = store.last(owner, ALL).map(EvidenceEntry::version).orElse(0L);
    EvidenceDraft mark =
        new EvidenceDraft(ALL, version, BreachCodes.RECORDED, now(), Map.of(BREACH, id.value()));
    append(id, 0, events, by, List.of(mark));
  }

  private void append(BreachId id, long version, List<BreachEvent> events, Actor by) {
    append(id, version, events, by, List.of());
  }

  private void append(
      BreachId id, long version, List<BreachEvent> events, Actor by, List<EvidenceDraft> more) {
    Instant now = now();
    List<EvidenceDraft> drafts = new ArrayList<>();
    List<SheetChange> sheets = new ArrayList<>();
    long next = version;
    for (BreachEvent event : events) {
      BreachCodes.Written written = BreachCodes.write(event);
      Map<String, String> details = new TreeMap<>(written.details());
      details.put(BY, by.value());
      if (!written.words().isEmpty()) {
        Sheet sheet = new Sheet(sheetId(id, next + 1), written.words());
        details.put(SHEET, sheet.fingerprint());
        sheets.add(new SheetChange.Put(sheet));
      }
      drafts.add(new EvidenceDraft(id.stream(), next, written.type(), now, details));
      next++;
    }
    drafts.addAll(more);
    store.commit(owner, drafts, sheets);
  }

  private BreachStep step(BreachId id, EvidenceEntry entry) {
    Map<String, String> details = new TreeMap<>(entry.details());
    Actor by = new Actor(Objects.requireNonNullElse(details.remove(BY), ""));
    String fingerprint = details.remove(SHEET);
    BreachWords words = BreachWords.NONE;
    Map<String, String> texts = Map.of();
    if (fingerprint != null) {
      Sheet sheet = store.sheet(owner, sheetId(id, entry.version())).orElse(null);
      texts = sheet == null ? null : sheet.fields();
      words =
          sheet == null
              ? BreachWords.ERASED
              : sheet.fingerprint().equals(fingerprint) ? BreachWords.INTACT : BreachWords.ALTERED;
    }
    BreachEvent event = BreachCodes.read(entry.type(), details, texts);
    return new BreachStep(entry.version(), entry.at(), by, event, words);
  }

  private static SheetId sheetId(BreachId id, long version) {
    return new SheetId(BreachId.KIND, String.format(Locale.ROOT, "%s.%06d", id.value(), version));
  }

  private @Nullable BreachDeadline deadline(Instant awareAt, boolean isProcessors) {
    return isProcessors ? null : hours.notification(awareAt.truncatedTo(ChronoUnit.MICROS));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
