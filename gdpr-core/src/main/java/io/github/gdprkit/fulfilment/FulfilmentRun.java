package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveStoreException;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.fulfilment.Cases.Step;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureBlocker;
import io.github.gdprkit.hook.ErasureBlockers;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.ObjectionHook;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.IllegalTransitionException;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.RequestEvent;
import io.github.gdprkit.request.RequestEvent.Decided;
import io.github.gdprkit.request.RequestEvent.ErasureBegun;
import io.github.gdprkit.request.RequestEvent.Fulfilled;
import io.github.gdprkit.request.RequestEvent.TaskClosedByHand;
import io.github.gdprkit.request.RequestEvent.TaskDeferred;
import io.github.gdprkit.request.RequestEvent.TaskDone;
import io.github.gdprkit.request.RequestEvent.TaskFailed;
import io.github.gdprkit.request.RequestEvent.TaskReopened;
import io.github.gdprkit.request.RequestEvent.TaskStarted;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskCheckpoint.Phase;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the work on one request, as far as it goes now. Used once. */
final class FulfilmentRun {

  private static final Logger LOG = LoggerFactory.getLogger(FulfilmentRun.class);

  private final Engine engine;
  private final Cases cases;
  private final RequestArchives archives;
  private final ProgressListener listener;
  private final long fence;
  private final RequestFile papers;
  private final Approval approval;
  private final List<HookFailure> failures = new ArrayList<>();
  private DataSubjectRequest request;
  private boolean isInLedger;
  private boolean lacksArchive;

  private FulfilmentRun(
      Engine engine,
      DataSubjectRequest request,
      RequestFile papers,
      long fence,
      ProgressListener listener) {
    this.engine = engine;
    this.cases = engine.cases();
    this.archives = engine.archives();
    this.listener = listener;
    this.fence = fence;
    this.request = request;
    this.papers = papers;
    Decided decided = request.decided().orElseThrow(() -> new NotGrantedException(request));
    this.approval = new Approval(request.id().value(), decided.by().value(), decided.at());
  }

  /** Works on a request. */
  static FulfilmentOutcome run(Engine engine, RequestId id, ProgressListener listener) {
    DataSubjectRequest request = engine.cases().load(id);
    if (!request.isGranted() || request.original().isPresent()) {
      throw new NotGrantedException(request);
    }
    if (Engine.isEnded(request)) {
      return ended(engine, request, List.of());
    }
    long fence = engine.cases().store().claim(id);
    request = engine.cases().load(id);
    if (Engine.isEnded(request)) {
      return ended(engine, request, List.of());
    }
    FulfilmentRun run;
    try {
      RequestFile papers = engine.papersOf(request);
      run = new FulfilmentRun(engine, request, papers, fence, listener);
    } catch (RuntimeException e) {
      throw lostOr(engine.cases(), id, fence, e);
    }
    try {
      return run.run();
    } catch (LostClaimException | IllegalTransitionException e) {
      DataSubjectRequest now = engine.cases().load(id);
      if (now.status() != RequestStatus.WITHDRAWN) {
        throw lostOr(engine.cases(), id, fence, e);
      }
      // An export that was under way may have been finished since.
      engine.archives().discard(id);
      LOG.info("The work on request {} stops; it was taken back", id);
      return ended(engine, now, run.failures);
    } catch (RuntimeException e) {
      throw lostOr(engine.cases(), id, fence, e);
    }
  }

  /** What fails because whoever took the work over has done it meanwhile is a lost claim. */
  private static RuntimeException lostOr(
      Cases cases, RequestId id, long fence, RuntimeException failure) {
    if (failure instanceof LostClaimException) {
      return failure;
    }
    try {
      cases.requireHeld(id, fence);
    } catch (LostClaimException e) {
      e.addSuppressed(failure);
      return e;
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private static FulfilmentOutcome ended(
      Engine engine, DataSubjectRequest request, List<HookFailure> failures) {
    ArchiveId archive = engine.archives().of(request);
    boolean isThere = archive != null && engine.archives().isSealed(archive);
    return new FulfilmentOutcome(request, failures, List.of(), List.of(), isThere ? archive : null);
  }

  private FulfilmentOutcome run() {
    LOG.info("The work on request {} begins", request.id());
    List<ErasureBlocker> blockers = List.of();
    List<RequestId> waitsFor = List.of();
    advance(this::planWhatIsMissing);
    advance(this::reopenWhatIsNotHeldAnyMore);
    if (request.claim() == Claim.ERASURE && request.tombstone().isEmpty()) {
      waitsFor = engine.openAccessRequests(papers.subject());
      blockers = blockers();
    }
    if (blockers.isEmpty() && waitsFor.isEmpty() && failures.isEmpty()) {
      for (TaskKind kind : TaskKind.values()) {
        work(kind);
      }
      close();
    }
    if (request.status() == RequestStatus.WITHDRAWN) {
      // An export that was under way may have been finished since.
      archives.discard(request.id());
    }
    LOG.info("The work on request {} ends; it is {}", request.id(), request.status());
    return new FulfilmentOutcome(
        request, failures, blockers, waitsFor, lacksArchive ? null : archives.of(request));
  }

  /**
   * Takes one step, of the request as it is when it is taken: when somebody else was faster, such
   * as a person who closed a task by hand, it is read again. Taken back meanwhile, it refuses the
   * step.
   */
  private void advance(Function<DataSubjectRequest, Optional<Step>> next) {
    while (true) {
      Optional<Step> step = next.apply(request);
      if (step.isEmpty()) {
        return;
      }
      try {
        request = step.get().under(fence).commit();
        return;
      } catch (StaleRequestException | StaleStreamException e) {
        request = cases.load(request.id());
      }
    }
  }

  private void advance(RequestEvent event) {
    advance(now -> Optional.of(cases.step(now).then(event)));
  }

  private Optional<Step> planWhatIsMissing(DataSubjectRequest now) {
    if (now.status() != RequestStatus.IN_PROGRESS) {
      return Optional.empty();
    }
    List<RequestEvent> events = engine.planned().missing(now, papers, cases.now());
    if (events.isEmpty()) {
      return Optional.empty();
    }
    Step step = cases.step(now);
    events.forEach(step::then);
    return Optional.of(step);
  }

  private Optional<Step> reopenWhatIsNotHeldAnyMore(DataSubjectRequest now) {
    Step step = cases.step(now);
    boolean any = false;
    for (TaskState task : now.tasks()) {
      if (task.status() == TaskStatus.DEFERRED && holdOn(task).isEmpty()) {
        step.then(new TaskReopened(cases.now(), Actor.SYSTEM, task.id()));
        any = true;
      }
    }
    return any ? Optional.of(step) : Optional.empty();
  }

  /**
   * The hold that is on a task; the account waits for everything that has to be found through it.
   */
  private Optional<LegalHold> holdOn(TaskState task) {
    if (task.kind() == TaskKind.TELL_RECIPIENT) {
      return engine.holdOnTelling(request, papers, task);
    }
    List<LegalHold> holds = engine.holds().on(papers.subject());
    HookId hook = task.hook();
    if (hook == null || isLast(hook)) {
      return holds.stream().findFirst();
    }
    return holds.stream().filter(hold -> hold.holds(hook)).findFirst();
  }

  private boolean isLast(HookId hook) {
    return engine
        .catalog()
        .find(hook)
        .map(found -> PlannedTasks.stage(found) == ErasureStage.IDENTITY)
        .orElse(false);
  }

  private List<ErasureBlocker> blockers() {
    requireHeld();
    List<ErasureBlocker> blockers = new ArrayList<>();
    for (DataHook hook : engine.catalog().hooks()) {
      if (hook instanceof ErasureBlockers blocking) {
        try {
          blockers.addAll(blocking.blockers(papers.subject()));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
          failed(HookFailures.threw(hook.declaration().id(), 0, e, hook.getClass()));
        }
      }
    }
    return blockers;
  }

  private void work(TaskKind kind) {
    switch (kind) {
      case EXPORT -> export();
      case ERASE_ARCHIVES -> each(kind, this::eraseArchives);
      case ERASE -> erase();
      case RECTIFY -> each(kind, task -> act(task, RectificationHook.class, this::rectify));
      case RESTRICT ->
          each(kind, task -> act(task, RestrictionHook.class, RestrictionHook::restrict));
      case STOP_PROCESSING ->
          each(kind, task -> act(task, ObjectionHook.class, ObjectionHook::stopProcessing));
      case BY_HAND -> deferWhatPeopleMustNotErase();
      case TELL_RECIPIENT -> tellRecipients();
    }
  }

  /**
   * Also where a hook failed: that others have to do the same was decided, and does not wait for
   * what goes wrong here.
   */
  private void tellRecipients() {
    for (TaskState task : List.copyOf(request.tasks())) {
      if (task.kind() == TaskKind.TELL_RECIPIENT && task.status() == TaskStatus.MANUAL) {
        engine.holdOnTelling(request, papers, task).ifPresent(hold -> defer(task, hold));
      }
    }
    for (RecipientNotice notice : engine.noticesOf(request, papers)) {
      if (!isForPeople(request, notice.task())) {
        continue;
      }
      if (isTakenBack()) {
        request = cases.load(request.id());
        return;
      }
      requireHeld();
      engine.notices().tell(notice).ifPresent(result -> close(notice.task(), result));
    }
  }

  private static boolean isForPeople(DataSubjectRequest request, TaskId task) {
    return request.task(task).filter(state -> state.status() == TaskStatus.MANUAL).isPresent();
  }

  private void close(TaskId task, RecipientNotices.Result result) {
    advance(
        now ->
            isForPeople(now, task)
                ? Optional.of(
                    cases
                        .step(now)
                        .then(
                            new TaskClosedByHand(cases.now(), result.by(), task, result.result())))
                : Optional.empty());
  }

  private void deferWhatPeopleMustNotErase() {
    if (request.claim() != Claim.ERASURE) {
      return;
    }
    for (TaskState task : List.copyOf(request.tasks())) {
      if (task.kind() == TaskKind.BY_HAND && task.status() == TaskStatus.MANUAL) {
        holdOn(task).ifPresent(hold -> defer(task, hold));
      }
    }
  }

  private List<TaskState> outstanding(TaskKind kind) {
    return request.tasks().stream()
        .filter(task -> task.kind() == kind)
        .filter(
            task ->
                task.status() == TaskStatus.PENDING
                    || task.status() == TaskStatus.FAILED
                    || task.status() == TaskStatus.RUNNING)
        .toList();
  }

  private void each(TaskKind kind, Consumer<TaskState> work) {
    for (TaskState task : outstanding(kind)) {
      work.accept(task);
    }
  }

  private void start(TaskState task) {
    advance(new TaskStarted(cases.now(), Actor.SYSTEM, task.id()));
  }

  private void done(TaskId task, long records, long retained) {
    advance(new TaskDone(cases.now(), Actor.SYSTEM, task, records, retained));
  }

  private void failed(TaskId task, HookFailure failure, long remaining) {
    failed(failure);
    Throwable cause = failure.cause();
    String error = cause == null ? failure.kind().name() : cause.getClass().getName();
    advance(new TaskFailed(cases.now(), Actor.SYSTEM, task, error, remaining));
  }

  private void failed(HookFailure failure) {
    failures.add(failure);
    LOG.warn("{}", failure.message());
  }

  // Export

  private void export() {
    List<TaskState> tasks = outstanding(TaskKind.EXPORT);
    List<HookId> toGive =
        request.tasks().stream()
            .filter(task -> task.kind() == TaskKind.EXPORT && task.manualResult() == null)
            .map(task -> Objects.requireNonNull(task.hook(), "hook"))
            .toList();
    ArchiveId archive = archives.id(request.id());
    boolean isSealed = !toGive.isEmpty() && archives.isSealed(archive);
    if (toGive.isEmpty() || tasks.isEmpty() && isSealed) {
      return;
    }
    tasks.forEach(this::start);
    Map<HookId, HookFailure> broken = new LinkedHashMap<>();
    for (HookId hook : toGive) {
      if (!isExported(hook)) {
        broken.put(hook, HookFailures.isNotThere(hook));
      }
    }
    Map<HookId, Long> finished = isSealed ? archives.recordsIn(archive, request.id()) : Map.of();
    boolean hasAll =
        tasks.stream()
            .map(TaskState::hook)
            .allMatch(hook -> finished.containsKey(hook) || broken.containsKey(hook));
    // Sealed with all of it, a crash came before the record of it: the archive says what is in it.
    Map<HookId, Long> records =
        isSealed && hasAll ? finished : export(archive, isSealed, tasks, broken);
    for (TaskState task : tasks) {
      HookFailure failure = broken.remove(task.hook());
      if (failure == null) {
        done(task.id(), records.getOrDefault(task.hook(), 0L), 0);
      } else {
        failed(task.id(), failure, 0);
      }
    }
    if (!archives.isSealed(archive)) {
      lacksArchive = true;
      broken.values().forEach(this::failed);
    }
  }

  private boolean isExported(HookId hook) {
    return engine
        .catalog()
        .find(hook)
        .map(
            found ->
                found instanceof ExportHook
                    && found.declaration().on(request.claim().right())
                        instanceof Disposition.ByHook)
        .orElse(false);
  }

  private Map<HookId, Long> export(
      ArchiveId archive, boolean isSealed, List<TaskState> tasks, Map<HookId, HookFailure> broken) {
    try {
      if (isSealed) {
        // A hook came later, or came back: what the person gets has everything, or is not given.
        requireHeld();
        archives.erase(archive);
      }
      try {
        return runExport(archive, broken);
      } catch (DraftOfAnotherOrderException e) {
        boolean wouldLose =
            broken.keySet().stream()
                .anyMatch(hook -> tasks.stream().noneMatch(task -> hook.equals(task.hook())));
        if (wouldLose) {
          // What a hook gave that is gone now would not come again.
          tasks.forEach(
              task ->
                  broken.computeIfAbsent(
                      Objects.requireNonNull(task.hook(), "hook"), HookFailures::waitsForAnother));
          return Map.of();
        }
        LOG.warn("{}; it is begun anew", e.getMessage());
        requireHeld();
        archives.erase(archive);
        return runExport(archive, broken);
      }
    } catch (IOException e) {
      throw new ArchiveStoreException(archive, e);
    }
  }

  private Map<HookId, Long> runExport(ArchiveId archive, Map<HookId, HookFailure> broken) {
    requireHeld();
    engine.kept().begin(request.id());
    ExportOutcome outcome =
        engine
            .exports()
            .run(order(archive), engine.settings().exports(), listener, this::requireHeld);
    if (outcome instanceof ExportOutcome.Completed completed) {
      return recordsIn(completed.manifest());
    }
    ExportOutcome.Incomplete incomplete = (ExportOutcome.Incomplete) outcome;
    incomplete.failures().forEach(failure -> broken.put(failure.hook(), failure));
    return incomplete.finished();
  }

  private static Map<HookId, Long> recordsIn(Manifest manifest) {
    Map<HookId, Long> records = new LinkedHashMap<>();
    manifest.parts().forEach(part -> records.put(part.id(), part.records()));
    return records;
  }

  private ExportOrder order(ArchiveId archive) {
    ThirdPartyPolicy policy =
        request.claim() == Claim.PORTABILITY ? ThirdPartyPolicy.OWN : engine.settings().policy();
    Map<HookId, String> leftOut = new LinkedHashMap<>();
    request.kept().forEach((hook, ground) -> leftOut.put(hook, ground.text()));
    for (TaskState task : request.tasks()) {
      if (task.kind() == TaskKind.EXPORT && task.hook() != null && task.manualResult() != null) {
        leftOut.put(task.hook(), "A person dealt with it outside of this archive.");
      }
    }
    return ExportOrder.of(archive, papers.subject(), papers.label(), policy, approval)
        .under(request.claim().right())
        .without(leftOut);
  }

  // One call of a hook

  /** Something a hook does in one call. */
  private interface Act<H> {
    long on(H hook, Mandate mandate) throws Exception;
  }

  private <H> void act(TaskState task, Class<H> capability, Act<H> act) {
    HookId id = Objects.requireNonNull(task.hook(), "hook");
    start(task);
    DataHook hook = engine.catalog().find(id).orElse(null);
    if (!capability.isInstance(hook)) {
      failed(task.id(), HookFailures.isNotThere(id), 0);
      return;
    }
    requireHeld();
    Mandate mandate =
        new Mandate(approval, papers.subject(), engine.assignment(request, task.id(), fence));
    long records;
    try {
      records = act.on(capability.cast(hook), mandate);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      failed(task.id(), HookFailures.threw(id, 1, e, hook.getClass()), 0);
      return;
    }
    done(task.id(), records, 0);
  }

  private long rectify(RectificationHook hook, Mandate mandate) throws Exception {
    Map<String, String> values = new LinkedHashMap<>();
    for (Correction correction : papers.corrections()) {
      if (correction.hook().equals(hook.declaration().id())) {
        values.put(correction.field(), correction.value());
      }
    }
    return hook.rectify(mandate, values);
  }

  // Erasure

  private void eraseArchives(TaskState task) {
    Optional<LegalHold> hold = holdOn(task);
    if (hold.isPresent()) {
      defer(task, hold.get());
      return;
    }
    begin(task);
    long erased = 0;
    try {
      for (RequestHeader other : engine.requestsOf(papers.subject())) {
        requireHeld();
        erased += archives.erase(archives.id(other.id())) ? 1 : 0;
      }
    } catch (IOException | ArchiveInUseException e) {
      LOG.warn(
          "An earlier archive could not be erased: {}; mend the store and fulfil request {} again",
          e.getClass().getName(),
          request.id());
      advance(new TaskFailed(cases.now(), Actor.SYSTEM, task.id(), e.getClass().getName(), 0));
      return;
    }
    done(task.id(), erased, 0);
  }

  private void erase() {
    for (TaskState task : outstanding(TaskKind.ERASE)) {
      HookId id = Objects.requireNonNull(task.hook(), "hook");
      Optional<LegalHold> hold = holdOn(task);
      if (hold.isPresent()) {
        defer(task, hold.get());
        continue;
      }
      if (isLast(id) && isSomethingBeforeOpen()) {
        continue;
      }
      begin(task);
      if (engine.catalog().find(id).orElse(null) instanceof ErasureHook hook) {
        TaskCheckpoint from = checkpoint(task.id());
        erase(task.id(), id, hook, task.remaining() > 0 ? ErasureWork.again(from) : from);
      } else {
        failed(task.id(), HookFailures.isNotThere(id), 0);
      }
    }
  }

  /**
   * Whether something is left that is found through the account, so that the account has to stay.
   */
  private boolean isSomethingBeforeOpen() {
    Predicate<TaskState> isEarlier =
        task -> {
          HookId hook = task.hook();
          return task.kind() == TaskKind.ERASE && hook != null && !isLast(hook);
        };
    return request.tasks().stream()
        .filter(isEarlier)
        .anyMatch(task -> task.status() != TaskStatus.DONE);
  }

  private void defer(TaskState task, LegalHold hold) {
    advance(new TaskDeferred(cases.now(), Actor.SYSTEM, task.id(), hold.id().value()));
  }

  /**
   * Starts a task; before the first destructive one of a run the ledger has it. Each run enters it
   * anew: what an earlier one entered may have ended there.
   */
  private void begin(TaskState task) {
    if (isInLedger) {
      start(task);
      return;
    }
    requireHeld();
    Tombstone tombstone = request.tombstone().orElseGet(engine::newTombstone);
    LedgerEntry intent =
        engine
            .ledger()
            .begin(request.id().value(), papers.subject(), tombstone, engine.erasingHooks(request));
    try {
      advance(
          now -> {
            Step step = cases.step(now);
            if (now.tombstone().isEmpty()) {
              step.then(new ErasureBegun(cases.now(), Actor.SYSTEM, tombstone));
            }
            step.then(new TaskStarted(cases.now(), Actor.SYSTEM, task.id()));
            return Optional.of(step.with(engine.watermark(intent)));
          });
    } catch (IllegalTransitionException e) {
      // Taken back in this moment: this run destroyed nothing.
      engine.abandon(intent, papers.subject());
      throw e;
    } catch (LostClaimException e) {
      leaveToWhoTookOver(intent);
      throw e;
    }
    isInLedger = true;
  }

  /**
   * Whoever took the work over does the same erasure, and may have begun. So the intent stands, and
   * the request says that there is one, for whoever ends it.
   */
  private void leaveToWhoTookOver(LedgerEntry intent) {
    while (true) {
      DataSubjectRequest now = cases.load(request.id());
      if (now.status() == RequestStatus.WITHDRAWN) {
        engine.abandon(intent, papers.subject());
        return;
      }
      try {
        Step step = cases.step(now).with(engine.watermark(intent));
        if (now.tombstone().isEmpty()) {
          step.then(new ErasureBegun(cases.now(), Actor.SYSTEM, intent.tombstone()));
        }
        step.commit();
        return;
      } catch (IllegalTransitionException e) {
        engine.abandon(intent, papers.subject());
        return;
      } catch (StaleRequestException | StaleStreamException e) {
        // It went on meanwhile; it is read anew.
      }
    }
  }

  private void erase(TaskId task, HookId id, ErasureHook hook, TaskCheckpoint from) {
    Scope scope = Scope.of(papers.subject());
    ErasureWork work =
        new ErasureWork(
            hook,
            approval,
            scope,
            request.tombstone().orElseThrow(),
            engine.settings().batchRecords(),
            engine.assignment(request, task, fence),
            from);
    while (work.phase() == Phase.ACTING) {
      if (isTakenBack()) {
        request = cases.load(request.id());
        return;
      }
      Optional<LegalHold> hold = request.task(task).flatMap(this::holdOn);
      if (hold.isPresent()) {
        defer(request.task(task).orElseThrow(), hold.get());
        return;
      }
      requireHeld();
      HookFailure failure = work.batch();
      if (failure != null) {
        failed(task, failure, 0);
        return;
      }
      cases.store().checkpoint(request.id(), fence, work.checkpoint());
      report(id, work.records());
    }
    requireHeld();
    HookFailure failure = work.verify();
    if (failure != null) {
      // In this order: the calls from the start on are others than those before only when it is
      // written down that they begin again.
      failed(task, failure, work.remaining());
      if (work.remaining() > 0) {
        cases.store().checkpoint(request.id(), fence, work.again());
      }
      return;
    }
    LOG.info("Request {}: {} is erased and verified", request.id(), id);
    done(task, work.records(), work.retained());
  }

  /** Asked before anything that is no commit under the fence: what a host does, what files hold. */
  private void requireHeld() {
    cases.requireHeld(request.id(), fence);
  }

  private boolean isTakenBack() {
    return cases
        .store()
        .find(request.id())
        .map(header -> header.status() == RequestStatus.WITHDRAWN)
        .orElse(false);
  }

  private void report(HookId hook, long records) {
    try {
      listener.progressed(new Progress(Progress.Phase.ERASING, hook, records, 0, 0, false));
    } catch (Exception e) {
      // Not RuntimeException alone: languages without checked exceptions throw others here.
      LOG.warn("The progress listener failed with {}; the work goes on", e.getClass().getName());
    }
  }

  private TaskCheckpoint checkpoint(TaskId task) {
    return cases.store().checkpoints(request.id()).stream()
        .filter(checkpoint -> checkpoint.task().equals(task))
        .findFirst()
        .orElseGet(() -> ErasureWork.start(task));
  }

  // The end

  private void close() {
    if (lacksArchive || request.status() == RequestStatus.WITHDRAWN) {
      return;
    }
    if (!request.allSettled() || request.status() != RequestStatus.IN_PROGRESS) {
      if (request.status().isFinal() && !request.hasOpenWork()) {
        engine.afterLateWork(request, papers, fence);
        request = cases.load(request.id());
      }
      return;
    }
    RequestStatus status =
        request.isFulfilledInFull() ? RequestStatus.FULFILLED : RequestStatus.PARTLY_FULFILLED;
    while (true) {
      Step step =
          cases.step(request).then(new Fulfilled(cases.now(), Actor.SYSTEM, status)).under(fence);
      try {
        request = engine.close(step, papers);
        return;
      } catch (StaleRequestException | StaleStreamException e) {
        request = cases.load(request.id());
        if (request.status() != RequestStatus.IN_PROGRESS) {
          return;
        }
      }
    }
  }
}
