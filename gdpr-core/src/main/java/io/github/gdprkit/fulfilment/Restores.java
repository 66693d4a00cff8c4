package io.github.gdprkit.fulfilment;

import io.github.gdprkit.erasure.ErasedSubjects;
import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerGuard;
import io.github.gdprkit.erasure.LedgerKind;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.erasure.SubjectDirectory;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.evidence.EvidenceRolledBackException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.fulfilment.Cases.Step;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Assignment;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestEvent.ErasureBegun;
import io.github.gdprkit.request.RequestEvent.Withdrawn;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.subject.DataSubject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens after a backup of the database was restored: people who were erased since are erased
 * again, from the ledger that lies outside the database (Art. 17, 5(2)). Until that is done nothing
 * is served.
 *
 * <p>Call {@link #check} when the application starts.
 */
public final class Restores {

  private static final Logger LOG = LoggerFactory.getLogger(Restores.class);

  private static final int PAGE = 500;

  private final Engine engine;
  private final Cases cases;
  private final ErasureLedger ledger;
  private final LedgerGuard guard;
  private final EvidenceLog evidence;
  private final EndOfService services;

  Restores(Engine engine, ErasureLedger ledger, EvidenceLog evidence, EndOfService services) {
    this.engine = engine;
    this.cases = engine.cases();
    this.ledger = ledger;
    this.guard = engine.ledger();
    this.evidence = evidence;
    this.services = services;
  }

  /**
   * Compares the database with the ledger. What a crash between the two left behind is put right
   * here: an erasure that the database still has to do needs no replay, because {@link
   * Requests#fulfil} does it, or {@link EndOfService#erase}.
   *
   * @throws io.github.gdprkit.erasure.LedgerDamagedException when the ledger is not what was
   *     written
   */
  public RestoreState check() {
    RestoreState state = guard.check();
    Map<RequestId, LedgerEntry> last = new LinkedHashMap<>();
    if (state instanceof RestoreState.ReplayOutstanding outstanding && takeUp(outstanding, last)) {
      state = guard.check();
      if (state instanceof RestoreState.UpToDate) {
        last.forEach(this::putRight);
        state = guard.check();
      }
    }
    if (state instanceof RestoreState.UpToDate) {
      evidence.check();
    }
    return state;
  }

  /**
   * Advances the watermark over entries of erasures that the database has open; or does nothing.
   */
  private boolean takeUp(
      RestoreState.ReplayOutstanding outstanding, Map<RequestId, LedgerEntry> lastOf) {
    Map<RequestId, Step> steps = new LinkedHashMap<>();
    List<LedgerEntry> entries = new ArrayList<>();
    ledger.entriesAfter(outstanding.watermark().seq(), entries::add);
    Map<EndOfServiceId, EndingService> endings = new LinkedHashMap<>();
    List<EvidenceDraft> ofEndings = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      if (entry.isAboutEveryone()) {
        if (!takeUp(entry, endings, ofEndings)) {
          return false;
        }
        continue;
      }
      RequestId id = new RequestId(entry.reference());
      Optional<DataSubjectRequest> known =
          cases.store().find(id).map(header -> cases.load(id)).filter(Restores::isKnown);
      if (known.isEmpty()) {
        return false;
      }
      lastOf.put(id, entry);
      Step step = steps.computeIfAbsent(id, key -> cases.step(known.get()));
      boolean isTakenBack = step.request().status() == RequestStatus.WITHDRAWN;
      if (entry.kind() == LedgerKind.INTENT
          && !isTakenBack
          && !Engine.isEnded(step.request())
          && step.request().tombstone().isEmpty()) {
        step.then(new ErasureBegun(cases.now(), Actor.SYSTEM, entry.tombstone()));
      }
    }
    LedgerEntry last = entries.get(entries.size() - 1);
    List<EvidenceDraft> watermark = new ArrayList<>(engine.watermark(last));
    watermark.addAll(ofEndings);
    List<Step> changing = steps.values().stream().filter(Step::changesSomething).toList();
    if (changing.isEmpty()) {
      cases.append(watermark);
    } else {
      changing.get(0).with(watermark);
      cases.commit(changing);
    }
    LOG.info("{} entries of the ledger belong to open requests, which go on", entries.size());
    return true;
  }

  /**
   * Whether the database knows itself what becomes of an end of a service. One that was about to
   * begin, when the process died, has begun then, so that it cannot be cancelled any more.
   */
  private boolean takeUp(
      LedgerEntry entry, Map<EndOfServiceId, EndingService> endings, List<EvidenceDraft> drafts) {
    EndOfServiceId id = new EndOfServiceId(entry.reference());
    Optional<EndingService> found =
        Optional.ofNullable(endings.get(id)).or(() -> services.find(id));
    if (found.isEmpty()) {
      return false;
    }
    EndingService service = found.get();
    endings.put(id, service);
    boolean isErasing = service.status() == EndOfServiceStatus.ERASING;
    boolean isFinal = service.status().isFinal();
    return switch (entry.kind()) {
      case INTENT -> isErasing || isFinal || services.beginErasure(service, entry, drafts);
      // A crash comes behind it only when everything was done; else the database is older.
      case COMPLETED -> isFinal || isErasing && service.isAllSettled();
      case ABANDONED -> isFinal;
    };
  }

  /**
   * Whether the database knows itself what becomes of the erasure: it goes on; or was taken back,
   * and nothing begins that was taken back; or it ended, and the entry is of a node that was away
   * then and died before it learned of that.
   */
  private static boolean isKnown(DataSubjectRequest request) {
    return request.claim() == Claim.ERASURE && request.isGranted();
  }

  /** What the last entry says and the database does not: the crash came in between. */
  private void putRight(RequestId id, LedgerEntry last) {
    DataSubjectRequest request = cases.load(id);
    Optional<RequestFile> papers = cases.store().papers(id);
    if (papers.isEmpty()) {
      return;
    }
    DataSubject subject = papers.get().subject();
    boolean isTakenBack = request.status() == RequestStatus.WITHDRAWN;
    if (isTakenBack && last.kind() == LedgerKind.INTENT) {
      engine.endTakenBack(request, subject, last.tombstone());
    } else if (!isTakenBack && last.kind() == LedgerKind.ABANDONED) {
      // Taken back, and the database does not know it: lost with a crash, or with a restore.
      engine.close(
          cases.step(request).then(new Withdrawn(cases.now(), Actor.SYSTEM)), papers.get());
      engine.archives().discard(id);
    }
  }

  /**
   * Records that a backup was restored and evidence was lost with it, if so. For a person who knows
   * of the restore.
   *
   * @param by who says so
   * @return whether there was anything to acknowledge
   */
  public boolean acknowledge(Actor by) {
    try {
      evidence.check();
      return false;
    } catch (EvidenceRolledBackException e) {
      evidence.acknowledgeRestore(by);
      return true;
    }
  }

  /**
   * Erases again whoever was erased since the backup: streams everybody who is present now past the
   * ledger. After the end of a service everyone is erased again first, at once. Can be run again
   * after a failure or a crash, from the start; who is gone already is not found.
   *
   * <p>The person's papers and archives go as well. What is under a legal hold now is left alone. A
   * hold that was released after the backup was made is back with it; release it again, and replay
   * again.
   *
   * @param by who says that a backup was restored
   * @return what was done; unless it {@link Outcome#isComplete is complete}, nothing is served yet
   * @throws io.github.gdprkit.erasure.LedgerLostException when the ledger was lost
   * @throws Exception what the directory throws
   */
  public Outcome replay(SubjectDirectory directory, Actor by) throws Exception {
    acknowledge(by);
    Outcome outcome = erase(guard.toReplay(), directory);
    if (outcome.isComplete()) {
      cases.append(List.of(guard.replayed(outcome.erased)));
      guard.check();
    }
    return outcome;
  }

  /**
   * Erases again whoever was erased at this instant or later: for a store outside of the database,
   * such as a folder of files, of which a backup from that instant was restored.
   */
  public Outcome replaySince(Instant instant, SubjectDirectory directory) throws Exception {
    return erase(guard.erasedSince(instant), directory);
  }

  private Outcome erase(ErasedSubjects erased, SubjectDirectory directory) throws Exception {
    List<HookFailure> failures = new ArrayList<>();
    long looked = 0;
    long again = 0;
    long held = 0;
    String cursor = null;
    Optional<ErasedSubjects.Match> everyone = erased.everyone();
    if (everyone.isPresent()) {
      int holds = engine.holds().active().size();
      held += holds;
      if (holds == 0) {
        failures.addAll(eraseEveryoneAgain(everyone.get()));
      } else {
        LOG.warn("Everyone is to be erased again, but those under a legal hold; release it");
      }
    }
    // Where everyone could not be erased at once, nobody alone could.
    boolean goesOn = failures.isEmpty() && !erased.isEmpty();
    while (goesOn) {
      List<DataSubject> people = new ArrayList<>();
      Page page = directory.present(cursor, PAGE, people::add);
      looked += people.size();
      for (DataSubject person : people) {
        Optional<ErasedSubjects.Match> match = erased.match(person);
        if (match.isPresent()) {
          List<LegalHold> holds = engine.holds().on(person);
          failures.addAll(eraseAgain(erased.erasedOf(person), match.get(), holds));
          again++;
          held += isInTheWay(holds, match.get()) ? 1 : 0;
        }
      }
      if (page.isLast()) {
        break;
      }
      if (page.cursor().equals(cursor)) {
        throw new IllegalStateException(
            "The directory of subjects stands still; it must return the key of the last person");
      }
      cursor = page.cursor();
    }
    LOG.info("Replay: {} people looked at, {} erased again, {} held", looked, again, held);
    return new Outcome(looked, again, held, failures, erased);
  }

  /** The papers and archives of all requests first, as with one person. */
  private List<HookFailure> eraseEveryoneAgain(ErasedSubjects.Match match) throws IOException {
    for (RequestHeader header : cases.all()) {
      engine.archives().erase(engine.archives().id(header.id()));
      forget(header.id(), match);
      engine.notices().eraseWords(cases.load(header.id()));
    }
    for (EndOfServiceId id : services.ids()) {
      engine.archives().erase(services.archiveOf(id));
    }
    engine.archives().erase(services.archiveOf(new EndOfServiceId(match.reference())));
    return eraseAgain(Scope.everyoneOf(cases.answering()), match, List.of(), false);
  }

  private static boolean isInTheWay(List<LegalHold> holds, ErasedSubjects.Match match) {
    return holds.stream().anyMatch(hold -> match.hooks().stream().anyMatch(hold::holds));
  }

  private List<HookFailure> eraseAgain(
      DataSubject person, ErasedSubjects.Match match, List<LegalHold> holds) throws IOException {
    boolean isHeld = isInTheWay(holds, match);
    if (isHeld) {
      LOG.warn(
          "A legal hold is on somebody whom request {} had erased; release it and replay again",
          match.reference());
    } else {
      for (RequestHeader header : engine.requestsOf(person)) {
        engine.archives().erase(engine.archives().id(header.id()));
      }
      // Before the account goes: after a crash the person would not be found by it any more.
      forget(person, match);
    }
    return eraseAgain(Scope.of(person), match, holds, isHeld);
  }

  private List<HookFailure> eraseAgain(
      Scope scope, ErasedSubjects.Match match, List<LegalHold> holds, boolean isHeld) {
    Approval approval = new Approval(match.reference(), "ledger", match.at());
    List<HookFailure> failures = new ArrayList<>();
    // Never that of the erasure before the backup, nor of a replay before: data is back.
    String attempt = "replay-" + engine.newAttempt();
    long records = 0;
    for (DataHook hook : engine.planned().inOrderOfErasure()) {
      HookId id = hook.declaration().id();
      boolean isLast = PlannedTasks.stage(hook) == ErasureStage.IDENTITY;
      boolean hasToStay =
          isLast && (isHeld || !failures.isEmpty())
              || holds.stream().anyMatch(hold -> hold.holds(id));
      if (hasToStay || !match.hooks().contains(id) || !(hook instanceof ErasureHook erasing)) {
        continue;
      }
      TaskId task = TaskId.of(TaskKind.ERASE, id);
      ErasureWork work =
          new ErasureWork(
              erasing,
              approval,
              scope,
              match.tombstone(),
              engine.settings().batchRecords(),
              Assignment.of(cases.controller(), match.reference(), task.value(), attempt),
              ErasureWork.start(task));
      HookFailure failure = work.run();
      records += work.records();
      if (failure != null) {
        LOG.warn("{}", failure.message());
        failures.add(failure);
      }
    }
    record(match, records, failures);
    return failures;
  }

  /** The papers of requests that came back with the backup still say who the person was. */
  private void forget(DataSubject person, ErasedSubjects.Match match) {
    for (RequestHeader header : engine.requestsOf(person)) {
      forget(header.id(), match);
    }
    forget(new RequestId(match.reference()), match);
  }

  private void forget(RequestId id, ErasedSubjects.Match match) {
    Optional<RequestFile> papers = cases.store().papers(id);
    if (papers.isEmpty()) {
      return;
    }
    DataSubjectRequest request = cases.load(id);
    Step step = cases.step(request);
    if (request.status().isFinal() && !request.hasOpenWork()) {
      step.erasePapers();
    } else {
      step.put(Engine.nobodysPapers(match.tombstone()));
    }
    step.commit();
  }

  private void record(ErasedSubjects.Match match, long records, List<HookFailure> failures) {
    StreamId stream = new StreamId("erasure-replay", match.reference());
    long version = cases.store().stream(cases.controller(), stream).size();
    cases.append(
        List.of(
            new EvidenceDraft(
                stream,
                version,
                "erased-again",
                cases.now(),
                Map.of(
                    "ledger-seq",
                    Long.toString(match.seq()),
                    "records",
                    Long.toString(records),
                    "failures",
                    Integer.toString(failures.size())))));
  }

  /** What a replay did. */
  public static final class Outcome {

    private final long looked;
    private final long erasedAgain;
    private final long held;
    private final List<HookFailure> failures;
    private final ErasedSubjects erased;

    private Outcome(
        long looked,
        long erasedAgain,
        long held,
        List<HookFailure> failures,
        ErasedSubjects erased) {
      this.looked = looked;
      this.erasedAgain = erasedAgain;
      this.held = held;
      this.failures = List.copyOf(failures);
      this.erased = erased;
    }

    /** How many people were looked at. */
    public long looked() {
      return looked;
    }

    /** How many of them were erased again. */
    public long erasedAgain() {
      return erasedAgain;
    }

    /** How many of those have data left, because a legal hold is on it. */
    public long held() {
      return held;
    }

    /** What went wrong. */
    public List<HookFailure> failures() {
      return failures;
    }

    /** Whether everybody is gone who should be. */
    public boolean isComplete() {
      return failures.isEmpty() && held == 0;
    }

    @Override
    public String toString() {
      return "Outcome[" + erasedAgain + " of " + looked + ", " + failures.size() + " failures]";
    }
  }
}
