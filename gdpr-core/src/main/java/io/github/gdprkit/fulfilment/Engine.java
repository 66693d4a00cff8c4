package io.github.gdprkit.fulfilment;

import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerGuard;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.LegalHolds;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.fulfilment.Cases.Step;
import io.github.gdprkit.hook.Assignment;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestEvent.ClosedWithOriginal;
import io.github.gdprkit.request.RequestEvent.LinkedToOriginal;
import io.github.gdprkit.request.RequestEvent.ReleasedFromOriginal;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.Ruling;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the work on requests needs, put together once for a controller. */
final class Engine {

  private static final String TOMBSTONE = "erased-";
  private static final int RANDOM_BYTES = 8;

  /** Who stands in the papers of a request of which nobody shall know any more whose it was. */
  private static final IdentifierType NOBODY = new IdentifierType("tombstone");

  private final Cases cases;
  private final HookCatalog catalog;
  private final PlannedTasks planned;
  private final SubjectKeys keys;
  private final Restrictions restrictions;
  private final LegalHolds holds;
  private final LedgerGuard ledger;
  private final Exports exports;
  private final RequestArchives archives;
  private final KeptArchives kept;
  private final FulfilmentSettings settings;
  private final RecipientNotices notices;
  private final SecureRandom random = new SecureRandom();

  Engine(
      Cases cases,
      HookCatalog catalog,
      SubjectKeys keys,
      Restrictions restrictions,
      LegalHolds holds,
      LedgerGuard ledger,
      Exports exports,
      RequestArchives archives,
      FulfilmentSettings settings,
      RecipientNotices notices,
      Function<HookId, List<Recipient>> moreRecipients) {
    this.cases = cases;
    this.catalog = catalog;
    this.planned = new PlannedTasks(catalog, moreRecipients);
    this.keys = keys;
    this.restrictions = restrictions;
    this.holds = holds;
    this.ledger = ledger;
    this.exports = exports;
    this.archives = archives;
    this.kept = new KeptArchives(cases, archives);
    this.settings = settings;
    this.notices = notices;
  }

  Cases cases() {
    return cases;
  }

  HookCatalog catalog() {
    return catalog;
  }

  PlannedTasks planned() {
    return planned;
  }

  SubjectKeys keys() {
    return keys;
  }

  Restrictions restrictions() {
    return restrictions;
  }

  LegalHolds holds() {
    return holds;
  }

  LedgerGuard ledger() {
    return ledger;
  }

  Exports exports() {
    return exports;
  }

  RequestArchives archives() {
    return archives;
  }

  KeptArchives kept() {
    return kept;
  }

  FulfilmentSettings settings() {
    return settings;
  }

  RecipientNotices notices() {
    return notices;
  }

  // Recipients

  /**
   * What recipients have to be told of a request. While a legal hold is on data that a recipient
   * got, it is not told to erase it. Where a replay took the person out of the papers nobody can be
   * told any more who it is about; a person has to close those tasks.
   */
  List<RecipientNotice> noticesOf(DataSubjectRequest request, RequestFile papers) {
    List<RecipientNotice> all = new ArrayList<>();
    if (isNobody(papers.subject())) {
      return all;
    }
    Map<TaskId, RecipientsConcerned.Concerned> concerned = recipientsOf(request);
    for (TaskState task : request.tasks()) {
      if (task.kind() == TaskKind.TELL_RECIPIENT
          && holdOnTelling(request, papers, task).isEmpty()) {
        all.add(
            notice(
                request,
                papers,
                task.id(),
                concerned.getOrDefault(task.id(), RecipientsConcerned.unknown(task.id()))));
      }
    }
    return all;
  }

  private RecipientNotice notice(
      DataSubjectRequest request,
      RequestFile papers,
      TaskId task,
      RecipientsConcerned.Concerned concerned) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    request
        .decided()
        .ifPresent(
            decided ->
                decided.decision().rulings().values().stream()
                    .filter(Ruling.Grant.class::isInstance)
                    .map(Ruling.Grant.class::cast)
                    .forEach(grant -> conditions.addAll(grant.conditions())));
    return new RecipientNotice(
        cases.answering(),
        request.id(),
        task,
        request.claim(),
        concerned.recipient(),
        concerned.hooks(),
        concerned.titles(),
        papers.subject(),
        papers.corrections().stream()
            .filter(correction -> concerned.hooks().contains(correction.hook()))
            .toList(),
        conditions,
        request.deadline().lastDay());
  }

  private Map<TaskId, RecipientsConcerned.Concerned> recipientsOf(DataSubjectRequest request) {
    Set<HookId> acting = new LinkedHashSet<>();
    for (TaskState task : request.tasks()) {
      HookId hook = task.hook();
      if (hook != null) {
        acting.add(hook);
      }
    }
    return planned.recipients().of(acting, request);
  }

  /** The hold on what a recipient would have to erase. */
  Optional<LegalHold> holdOnTelling(
      DataSubjectRequest request, RequestFile papers, TaskState task) {
    if (request.claim() != Claim.ERASURE) {
      return Optional.empty();
    }
    RecipientsConcerned.Concerned concerned = recipientsOf(request).get(task.id());
    return holds.on(papers.subject()).stream()
        .filter(hold -> concerned == null || concerned.hooks().stream().anyMatch(hold::holds))
        .findFirst();
  }

  /** The recipients of a request, and what came of telling them. */
  List<RecipientTold> told(DataSubjectRequest request) {
    return notices.told(request, task -> nameOf(request, task));
  }

  /** The name of the recipient that a task is about, as long as it is declared. */
  String nameOf(DataSubjectRequest request, TaskId task) {
    RecipientsConcerned.Concerned concerned = recipientsOf(request).get(task);
    return concerned == null ? task.value() : concerned.recipient().name();
  }

  /** All verified requests of a person, by whichever of their identifiers they are kept. */
  Collection<RequestHeader> requestsOf(DataSubject subject) {
    Map<RequestId, RequestHeader> all = new LinkedHashMap<>();
    for (SubjectKey key : keys.allOf(subject)) {
      for (RequestHeader header : cases.store().ofSubject(cases.controller(), key)) {
        all.put(header.id(), header);
      }
    }
    return all.values();
  }

  /** Requests that need the person's data, so that it must not be erased before. */
  List<RequestId> openAccessRequests(DataSubject subject) {
    return requestsOf(subject).stream()
        .filter(RequestHeader::isActive)
        .filter(header -> header.claim() == Claim.ACCESS || header.claim() == Claim.PORTABILITY)
        .map(RequestHeader::id)
        .toList();
  }

  /**
   * The papers of a verified request.
   *
   * @throws PapersErasedException when they are erased
   * @throws PapersOfAnotherException when they name somebody else than who was identified
   */
  RequestFile papersOf(DataSubjectRequest request) {
    RequestFile papers = cases.papers(request.id());
    boolean isOf =
        request.subject().map(keys.of(papers.subject())::equals).orElse(true)
            && request.papersFingerprint().map(fingerprint(papers)::equals).orElse(true);
    if (!isOf && !isNobody(papers.subject())) {
      throw new PapersOfAnotherException(request.id());
    }
    return papers;
  }

  /**
   * What the papers say of who it is about and what shall be put right, as evidence can keep it.
   */
  String fingerprint(RequestFile papers) {
    StringBuilder text = new StringBuilder();
    for (Identifier identifier : papers.subject().identifiers()) {
      add(text, identifier.type().name());
      add(text, identifier.value());
    }
    for (Correction correction : papers.corrections()) {
      add(text, correction.hook().value());
      add(text, correction.field());
      add(text, correction.value());
    }
    return keys.fingerprint("papers", text.toString());
  }

  /** With its length before it, so that no two papers read alike. */
  private static void add(StringBuilder text, String value) {
    text.append(value.length()).append(':').append(value);
  }

  // Calls of hooks

  /** A piece of work of a request, held under this number. */
  Assignment assignment(DataSubjectRequest request, TaskId task, long fence) {
    return Assignment.of(
            cases.controller(),
            request.id().value(),
            task.value(),
            Integer.toString(request.rounds(task)))
        .under(fence);
  }

  /** What no other attempt has. */
  String newAttempt() {
    return randomDigits();
  }

  private String randomDigits() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  // Erasure

  Tombstone newTombstone() {
    return new Tombstone(TOMBSTONE + randomDigits());
  }

  /** The hooks that a request has something to erase in. */
  List<HookId> erasingHooks(DataSubjectRequest request) {
    List<HookId> hooks = new ArrayList<>();
    for (TaskState task : request.tasks()) {
      HookId hook = task.hook();
      if (task.kind() == TaskKind.ERASE && hook != null) {
        hooks.add(hook);
      }
    }
    return hooks;
  }

  /** What says in the database that the ledger has this entry; nothing when it says so already. */
  List<EvidenceDraft> watermark(LedgerEntry entry) {
    return ledger.watermark(entry).map(List::of).orElse(List.of());
  }

  private @Nullable LedgerEntry completeInLedger(DataSubjectRequest request, DataSubject subject) {
    if (request.tombstone().isEmpty()) {
      return null;
    }
    List<HookId> erased =
        request.tasks().stream()
            .filter(task -> task.kind() == TaskKind.ERASE && task.status() == TaskStatus.DONE)
            .map(task -> Objects.requireNonNull(task.hook(), "hook"))
            .toList();
    return ledger.complete(
        request.id().value(), subject, request.tombstone().orElseThrow(), erased);
  }

  /** Takes back an intent. */
  void abandon(LedgerEntry intent, DataSubject subject) {
    catchUp(ledger.abandon(intent.reference(), subject, intent.tombstone(), intent.hooks()));
  }

  /** Ends in the ledger, as known to the database, what was taken back just after it was begun. */
  void endTakenBack(DataSubjectRequest request, DataSubject subject, Tombstone tombstone) {
    catchUp(end(request, subject, tombstone));
  }

  /** What was taken back is not repeated after a restore, not even what was erased by then. */
  private LedgerEntry end(DataSubjectRequest request, DataSubject subject, Tombstone tombstone) {
    return ledger.abandon(request.id().value(), subject, tombstone, erasingHooks(request));
  }

  /** Says in the database that the ledger has this entry, on its own. */
  void catchUp(LedgerEntry entry) {
    while (true) {
      try {
        cases.append(watermark(entry));
        return;
      } catch (StaleStreamException e) {
        // Another erasure moved the watermark; it is read anew.
      }
    }
  }

  /**
   * Commits, with what the ledger got before. When the commit does not happen the ledger has the
   * entry all the same, and the database has to know that: else it looks like a restore.
   */
  private void commit(List<Step> steps, Step step, @Nullable LedgerEntry entry) {
    if (entry == null) {
      cases.commit(steps);
      return;
    }
    step.with(watermark(entry));
    try {
      cases.commit(steps);
    } catch (RuntimeException e) {
      try {
        catchUp(entry);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private @Nullable LedgerEntry endInLedger(DataSubjectRequest request, DataSubject subject) {
    return request.tombstone().map(tombstone -> end(request, subject, tombstone)).orElse(null);
  }

  // Closing

  /**
   * Takes the step that closes a request, with everything that ends with it: the requests that are
   * answered with it, what was restricted while an objection was weighed, and, after an erasure,
   * the papers that still say who the person was.
   */
  DataSubjectRequest close(Step step, RequestFile papers) {
    DataSubjectRequest closed = step.request();
    List<Step> steps = new ArrayList<>(List.of(step));
    steps.addAll(settledDuplicates(closed, papers.corrections()));
    if (closed.claim() == Claim.OBJECTION && closed.subject().isPresent()) {
      step.with(
          restrictions.passOn(papers.subject(), closed.id(), standingOnItsOwn(steps), cases.now()));
    }
    LedgerEntry entry = null;
    if (closed.status() == RequestStatus.WITHDRAWN) {
      entry = endInLedger(closed, papers.subject());
    }
    boolean isErased = closed.claim() == Claim.ERASURE && closed.isGranted() && isDone(closed);
    if (isErased) {
      // The ledger is no part of the commit; a late entry would make it a later erasure.
      step.requireHeld();
      entry = completeInLedger(closed, papers.subject());
      eraseEveryPaperOf(papers.subject(), steps);
    }
    commit(steps, step, entry);
    settleDuplicates(closed.id());
    return step.request();
  }

  /**
   * Whether nothing is left to do about a request, the entry in the ledger and the papers of an
   * erasure included: a crash can leave those behind when all of the work is done.
   */
  static boolean isEnded(DataSubjectRequest request) {
    boolean isErasure = request.claim() == Claim.ERASURE && request.isGranted();
    return request.status() == RequestStatus.WITHDRAWN
        || request.status().isFinal()
            && !request.hasOpenWork()
            && (!isErasure || request.original().isPresent() || request.arePapersErased());
  }

  private static boolean isDone(DataSubjectRequest request) {
    return request.status() != RequestStatus.WITHDRAWN && !request.hasOpenWork();
  }

  /** What was deferred when the request was closed is done now. */
  void afterLateWork(DataSubjectRequest request, RequestFile papers, long fence) {
    if (request.claim() == Claim.ERASURE && !request.arePapersErased()) {
      Step step = cases.step(request).under(fence);
      step.requireHeld();
      LedgerEntry entry = completeInLedger(request, papers.subject());
      List<Step> steps = new ArrayList<>(List.of(step));
      eraseEveryPaperOf(papers.subject(), steps);
      commit(steps, step, entry);
    }
  }

  /**
   * The papers of a person who is erased: of this request, of every closed one before, and of those
   * that somebody made in the person's name and never proved to be theirs.
   */
  private void eraseEveryPaperOf(DataSubject subject, List<Step> steps) {
    Map<RequestId, Step> known = new LinkedHashMap<>();
    steps.forEach(step -> known.put(step.request().id(), step));
    Collection<RequestHeader> unproven = unprovenRequestsOf(subject);
    Set<RequestId> ofNobody =
        unproven.stream()
            .filter(header -> !header.status().isFinal())
            .map(RequestHeader::id)
            .collect(Collectors.toSet());
    List<RequestHeader> all = new ArrayList<>(requestsOf(subject));
    all.addAll(unproven);
    for (RequestHeader header : all) {
      known.computeIfAbsent(
          header.id(),
          id -> {
            Step step = cases.step(cases.load(id));
            steps.add(step);
            return step;
          });
    }
    List<Step> useless = new ArrayList<>();
    for (Step step : steps) {
      DataSubjectRequest request = step.request();
      boolean isClosed = request.status().isFinal() && !request.hasOpenWork();
      if (isClosed && !request.arePapersErased()) {
        step.erasePapers();
      } else if (ofNobody.contains(request.id())) {
        step.put(nobodysPapers(newTombstone()));
      } else if (!step.changesSomething()) {
        useless.add(step);
      }
    }
    steps.removeAll(useless);
  }

  /** Requests of unverified identity whose papers name this person. */
  private Collection<RequestHeader> unprovenRequestsOf(DataSubject subject) {
    Set<SubjectKey> person = keys.allOf(subject);
    List<RequestHeader> unproven = new ArrayList<>();
    for (RequestHeader header : cases.all()) {
      boolean namesThePerson =
          header.subject() == null
              && cases
                  .store()
                  .papers(header.id())
                  .map(papers -> keys.allOf(papers.subject()).stream().anyMatch(person::contains))
                  .orElse(false);
      if (namesThePerson) {
        unproven.add(header);
      }
    }
    return unproven;
  }

  /** Papers of an open request of which nobody shall know any more whose it was. */
  static RequestFile nobodysPapers(Tombstone tombstone) {
    Identifier nobody = new Identifier(NOBODY, tombstone.value());
    return RequestFile.of(new DataSubject(Set.of(nobody)), tombstone.value());
  }

  private static boolean isNobody(DataSubject subject) {
    return subject.identifiers().stream().allMatch(identifier -> identifier.type().equals(NOBODY));
  }

  /**
   * Answers the requests that are answered with this one, or lets go of them. Again after it was
   * closed: one can have been linked to it in just that moment.
   */
  void settleDuplicates(RequestId id) {
    while (!cases.store().duplicatesOf(id).isEmpty()) {
      DataSubjectRequest original = cases.load(id);
      if (!original.status().isFinal()) {
        return;
      }
      List<Correction> corrections =
          cases.store().papers(id).map(RequestFile::corrections).orElse(List.of());
      List<Step> steps = settledDuplicates(original, corrections);
      if (steps.isEmpty()) {
        return;
      }
      Standing next = standingOnItsOwn(steps);
      if (original.claim() == Claim.OBJECTION && next != null) {
        steps.get(0).with(restrictions.passOn(next.subject(), id, next, cases.now()));
      }
      try {
        cases.commit(steps);
        return;
      } catch (StaleRequestException | StaleStreamException e) {
        // Somebody else settled them, or one was taken back.
      }
    }
  }

  /**
   * Closes the duplicates of a closed request as it was closed. Where it was taken back, or did not
   * put right what a duplicate asks to have put right, the first of them stands on its own again,
   * and the others are answered with that.
   */
  private List<Step> settledDuplicates(DataSubjectRequest original, List<Correction> corrections) {
    List<Step> steps = new ArrayList<>();
    RequestId first = null;
    for (RequestHeader header : openDuplicates(original)) {
      Step step = cases.step(cases.load(header.id()));
      boolean isAnswered =
          original.status() != RequestStatus.WITHDRAWN
              && corrections.containsAll(
                  cases
                      .store()
                      .papers(header.id())
                      .map(RequestFile::corrections)
                      .orElse(List.of()));
      if (isAnswered) {
        step.then(new ClosedWithOriginal(cases.now(), Actor.SYSTEM, original.status()));
      } else {
        step.then(new ReleasedFromOriginal(cases.now(), Actor.SYSTEM));
        if (first == null) {
          first = header.id();
        } else {
          step.then(new LinkedToOriginal(cases.now(), Actor.SYSTEM, first));
        }
      }
      steps.add(step);
    }
    return steps;
  }

  /** A request that stands on its own again, and whose it is. */
  record Standing(RequestId request, DataSubject subject) {}

  private @Nullable Standing standingOnItsOwn(List<Step> steps) {
    for (Step step : steps) {
      DataSubjectRequest request = step.request();
      Optional<RequestFile> papers = cases.store().papers(request.id());
      if (!request.status().isFinal() && request.original().isEmpty() && papers.isPresent()) {
        return new Standing(request.id(), papers.get().subject());
      }
    }
    return null;
  }

  private List<RequestHeader> openDuplicates(DataSubjectRequest original) {
    return cases.store().duplicatesOf(original.id()).stream()
        .filter(header -> !header.status().isFinal())
        .sorted(Comparator.comparing(RequestHeader::receivedOn))
        .toList();
  }
}
