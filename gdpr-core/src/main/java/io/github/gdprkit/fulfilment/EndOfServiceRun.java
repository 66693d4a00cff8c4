package io.github.gdprkit.fulfilment;

import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.fulfilment.EndOfServiceBlocker.Kind;
import io.github.gdprkit.fulfilment.EndOfServiceStep.State;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Assignment;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskCheckpoint.Phase;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the erasure of everyone, as far as it goes now. Used once. */
final class EndOfServiceRun {

  private static final Logger LOG = LoggerFactory.getLogger(EndOfServiceRun.class);

  private final Engine engine;
  private final Cases cases;
  private final EndOfService services;
  private final ProgressListener listener;
  private final EndOfServiceId id;
  private final Scope.Everyone everyone;
  private final Approval approval;
  private final List<HookFailure> failures = new ArrayList<>();
  private EndingService service;
  private List<EndOfServiceBlocker> blockers = List.of();
  private int run;

  EndOfServiceRun(
      Engine engine, EndOfService services, EndingService service, ProgressListener listener) {
    this.engine = engine;
    this.cases = engine.cases();
    this.services = services;
    this.listener = listener;
    this.service = service;
    this.id = service.id();
    this.everyone = new Scope.Everyone(cases.answering());
    this.approval = new Approval(id.value(), service.begunBy().value(), service.begunAt());
  }

  EndOfServiceOutcome run() {
    blockers = service.status() == EndOfServiceStatus.ENDED ? List.of() : blockers();
    if (blockers.isEmpty() && begin()) {
      LOG.info("The erasure of everyone for the end of the service {} goes on", id);
      erase();
      lookAtTheOthers();
      if (failures.isEmpty() && blockers.isEmpty() && service.isAllSettled()) {
        end();
      }
      LOG.info("The work on the end of the service {} stops; it is {}", id, service.status());
    }
    return new EndOfServiceOutcome(service, failures, blockers);
  }

  // What is in the way

  private List<EndOfServiceBlocker> blockers() {
    List<EndOfServiceBlocker> all = new ArrayList<>(holds());
    for (RequestHeader header : cases.all()) {
      blocker(header).ifPresent(all::add);
    }
    return all;
  }

  private List<EndOfServiceBlocker> holds() {
    List<EndOfServiceBlocker> all = new ArrayList<>();
    for (LegalHold hold : engine.holds().active()) {
      all.add(
          new EndOfServiceBlocker(
              Kind.LEGAL_HOLD,
              hold.id().value(),
              "The legal hold "
                  + hold.id()
                  + " ("
                  + hold.ground()
                  + ") forbids to erase data of somebody; release it when the controller says so,"
                  + " then erase again"));
    }
    return all;
  }

  private Optional<EndOfServiceBlocker> blocker(RequestHeader header) {
    RequestId request = header.id();
    boolean isOpen =
        !header.status().isFinal()
            || header.status() == RequestStatus.PARTLY_FULFILLED
                && cases.load(request).hasOpenWork();
    if (isOpen) {
      return Optional.of(
          new EndOfServiceBlocker(
              Kind.OPEN_REQUEST,
              request.value(),
              "Request "
                  + request
                  + " ("
                  + header.claim()
                  + ") is "
                  + header.status()
                  + " and has work left; answer it first, or refuse it"));
    }
    boolean isRestricted =
        service.choice() == EndOfServiceChoice.ERASE
            && header.claim() == Claim.RESTRICTION
            && cases
                .store()
                .papers(request)
                .map(papers -> engine.restrictions().isInForce(papers.subject(), request))
                .orElse(false);
    return isRestricted
        ? Optional.of(
            new EndOfServiceBlocker(
                Kind.RESTRICTION,
                request.value(),
                "The person of request "
                    + request
                    + " wanted their data kept, and it is not returned to the controller; lift the"
                    + " restriction, or cancel and return the data"))
        : Optional.empty();
  }

  // The claim

  /**
   * The ledger first, then the claim to the work, together with the note that the database knows
   * the ledger. Tells whether there is work.
   */
  private boolean begin() {
    if (service.status() == EndOfServiceStatus.ENDED) {
      return false;
    }
    Tombstone tombstone = service.tombstone().orElseGet(engine::newTombstone);
    List<HookId> hooks = erasing().stream().map(hook -> hook.declaration().id()).toList();
    LedgerEntry intent = engine.ledger().begin(id.value(), everyone, tombstone, hooks);
    while (true) {
      if (service.status() == EndOfServiceStatus.ENDED) {
        engine.catchUp(intent);
        return false;
      }
      if (service.status() != EndOfServiceStatus.ERASING
          && !service.status().next(service.choice()).contains(EndOfServiceStatus.ERASING)) {
        // Cancelled in this moment: nothing was erased.
        engine.catchUp(engine.ledger().abandon(id.value(), everyone, tombstone, hooks));
        throw new IllegalEndOfServiceMoveException(service, EndOfServiceStatus.ERASING, "");
      }
      run = service.run() + 1;
      EndOfService.Drafts drafts = services.new Drafts(service);
      if (service.tombstone().isEmpty()) {
        drafts.add(
            EndingService.ERASURE_BEGUN,
            Map.of(
                EndingService.RUN,
                Integer.toString(run),
                EndingService.TOMBSTONE,
                tombstone.value()));
      } else {
        drafts.add(EndingService.ERASURE_RESUMED, Map.of(EndingService.RUN, Integer.toString(run)));
      }
      for (HookId hook : hooks) {
        if (!service.planned().contains(hook)) {
          drafts.add(EndingService.PLANNED, Map.of(EndingService.HOOK, hook.value()));
        }
      }
      List<EvidenceDraft> all = new ArrayList<>(drafts.all());
      all.addAll(engine.watermark(intent));
      try {
        cases.append(all);
        drafts.all().forEach(service::then);
        return true;
      } catch (StaleStreamException e) {
        service = services.get(id);
      }
    }
  }

  /** Takes a step, unless somebody else has the work by now. */
  private void advance(Function<EndingService, EndOfService.Drafts> next) {
    advance(next, null);
  }

  private void advance(
      Function<EndingService, EndOfService.Drafts> next, @Nullable LedgerEntry entry) {
    while (true) {
      List<EvidenceDraft> drafts = next.apply(service).all();
      List<EvidenceDraft> all = new ArrayList<>(drafts);
      if (entry != null) {
        all.addAll(engine.watermark(entry));
      }
      try {
        cases.append(all);
        drafts.forEach(service::then);
        return;
      } catch (StaleStreamException e) {
        service = services.get(id);
        if (service.run() != run || service.status() != EndOfServiceStatus.ERASING) {
          if (entry != null) {
            engine.catchUp(entry);
          }
          throw new EndOfServiceTakenOverException(id);
        }
      }
    }
  }

  /**
   * Returns when nobody took a step since the last one that was read here, or whoever did left the
   * work. Asked before anything that is no step: what a host does, what files hold.
   */
  private void requireHeld() {
    boolean isNews =
        cases
            .store()
            .last(cases.controller(), id.stream())
            .map(entry -> entry.version() > service.version())
            .orElse(false);
    if (!isNews) {
      return;
    }
    service = services.get(id);
    if (service.run() != run || service.status() != EndOfServiceStatus.ERASING) {
      throw new EndOfServiceTakenOverException(id);
    }
  }

  // The hooks that erase

  /** In the order of the work. */
  private List<DataHook> erasing() {
    return engine.planned().inOrderOfErasure().stream()
        .filter(hook -> hook instanceof ErasureHook && isByHook(hook))
        .toList();
  }

  private static boolean isByHook(DataHook hook) {
    return hook.declaration().on(DataSubjectRight.ERASURE) instanceof Disposition.ByHook;
  }

  private void erase() {
    for (HookId gone : service.planned()) {
      DataHook hook = engine.catalog().find(gone).orElse(null);
      boolean isThere = hook instanceof ErasureHook && isByHook(hook);
      if (!isThere && !service.step(gone).isSettled()) {
        failed(gone, HookFailures.isNotThere(gone), 0, service.step(gone).erased());
      }
    }
    boolean isAllBeforeDone = failures.isEmpty();
    for (DataHook hook : erasing()) {
      HookId hookId = hook.declaration().id();
      boolean isLast = PlannedTasks.stage(hook) == ErasureStage.IDENTITY;
      if (isLast && !isAllBeforeDone || service.step(hookId).isSettled()) {
        continue;
      }
      erase((ErasureHook) hook, hookId);
      if (!blockers.isEmpty()) {
        return;
      }
      isAllBeforeDone &= isLast || service.step(hookId).isSettled();
    }
  }

  private void erase(ErasureHook hook, HookId hookId) {
    EndOfServiceStep known = service.step(hookId);
    if (known.state() == State.BY_HAND) {
      return;
    }
    TaskId task = TaskId.of(TaskKind.ERASE, hookId);
    // From the start: what went is not there any more, and cursors are no evidence.
    ErasureWork work =
        new ErasureWork(
            hook,
            approval,
            everyone,
            service.tombstone().orElseThrow(),
            engine.settings().batchRecords(),
            Assignment.of(cases.controller(), id.value(), task.value(), "run-" + run).under(run),
            new TaskCheckpoint(task, null, known.erased(), 0, Phase.ACTING));
    while (work.phase() == Phase.ACTING) {
      blockers = holds();
      if (!blockers.isEmpty()) {
        return;
      }
      requireHeld();
      long before = work.records() + work.retained();
      HookFailure failure = work.batch();
      if (failure != null) {
        failed(hookId, failure, 0, work.records());
        return;
      }
      if (work.records() + work.retained() > before) {
        advance(
            now ->
                services.new Drafts(now)
                    .add(
                        EndingService.BATCH,
                        Map.of(
                            EndingService.HOOK,
                            hookId.value(),
                            EndingService.ERASED,
                            Long.toString(work.records()),
                            EndingService.RETAINED,
                            Long.toString(work.retained()))));
      }
      report(hookId, work.records());
    }
    requireHeld();
    HookFailure failure = work.verify();
    if (failure != null) {
      failed(hookId, failure, work.remaining(), work.records());
      return;
    }
    ended(hook.declaration(), work.records(), work.retained());
  }

  private void ended(Declaration declaration, long erased, long retained) {
    HookId hookId = declaration.id();
    if (retained == 0) {
      State state = erased == 0 ? State.NOTHING_LEFT : State.ERASED;
      note(new EndOfServiceStep(hookId, state, erased, 0, 0, null, null, null));
      LOG.info("End of the service {}: {} is erased and verified", id, hookId);
      return;
    }
    keep(declaration, erased, retained);
  }

  /** Only Union or Member State law keeps anything at the end of a service. */
  private void keep(Declaration declaration, long erased, long retained) {
    ErasureRule.Retention retention = EndOfService.retention(declaration);
    RetentionGround ground = retention == null ? null : retention.ground();
    State state =
        ground == RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK ? State.RETAINED : State.BY_HAND;
    note(new EndOfServiceStep(declaration.id(), state, erased, retained, 0, ground, null, null));
  }

  // The others

  /** What no hook erases: kept by law, gone with the rest, or left to a person. */
  private void lookAtTheOthers() {
    if (!blockers.isEmpty()) {
      return;
    }
    boolean isErased =
        erasing().stream().allMatch(hook -> service.step(hook.declaration().id()).isSettled());
    for (DataHook hook : engine.planned().inOrderOfErasure()) {
      Declaration declaration = hook.declaration();
      boolean isOther =
          declaration.holdsNothing() == null && !(hook instanceof ErasureHook && isByHook(hook));
      if (!isOther || service.step(declaration.id()).isSettled()) {
        continue;
      }
      if (declaration.on(DataSubjectRight.ERASURE) instanceof Disposition.ByHand) {
        note(leftToPeople(declaration.id(), 0));
      } else if (isErased) {
        lookAt(hook, declaration);
      }
    }
  }

  private void lookAt(DataHook hook, Declaration declaration) {
    requireHeld();
    HookId hookId = declaration.id();
    long there;
    try {
      there = Objects.requireNonNull(hook.locate(everyone), "findings").records();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      failed(hookId, HookFailures.threw(hookId, 0, e, hook.getClass()), 0, 0);
      return;
    }
    if (there == 0) {
      note(new EndOfServiceStep(hookId, State.NOTHING_LEFT, 0, 0, 0, null, null, null));
    } else if (declaration.on(DataSubjectRight.ERASURE) instanceof Disposition.Kept) {
      keep(declaration, 0, there);
    } else {
      note(leftToPeople(hookId, there));
    }
  }

  private static EndOfServiceStep leftToPeople(HookId hook, long remaining) {
    return new EndOfServiceStep(hook, State.BY_HAND, 0, 0, remaining, null, null, null);
  }

  private void failed(HookId hook, HookFailure failure, long remaining, long erased) {
    failures.add(failure);
    LOG.warn("{}", failure.message());
    Throwable cause = failure.cause();
    String error = cause == null ? failure.kind().name() : cause.getClass().getName();
    note(new EndOfServiceStep(hook, State.FAILED, erased, 0, remaining, null, error, null));
  }

  private void note(EndOfServiceStep step) {
    if (step.equals(service.step(step.hook()))) {
      return;
    }
    String type =
        switch (step.state()) {
          case FAILED -> EndingService.STEP_FAILED;
          case BY_HAND -> EndingService.STEP_BY_HAND;
          case ERASED, RETAINED, NOTHING_LEFT, OUTSTANDING, DONE_BY_HAND ->
              EndingService.STEP_ENDED;
        };
    advance(now -> services.new Drafts(now).add(type, EndingService.details(step)));
  }

  private void report(HookId hook, long records) {
    try {
      listener.progressed(new Progress(Progress.Phase.ERASING, hook, records, 0, 0, run > 1));
    } catch (Exception e) {
      // Not RuntimeException alone: languages without checked exceptions throw others here.
      LOG.warn("The progress listener failed with {}; the work goes on", e.getClass().getName());
    }
  }

  // The end

  private void end() {
    lookAgain();
    blockers = blockers();
    if (!failures.isEmpty() || !blockers.isEmpty()) {
      return;
    }
    count(EndingService.ARCHIVES, eraseArchives());
    count(EndingService.PAPERS, erasePapers());
    List<HookId> hooks = erasing().stream().map(hook -> hook.declaration().id()).toList();
    requireHeld();
    LedgerEntry completed =
        engine.ledger().complete(id.value(), everyone, service.tombstone().orElseThrow(), hooks);
    advance(
        now ->
            services.new Drafts(now)
                .add(
                    EndingService.ENDED,
                    Map.of(
                        EndingService.ERASED,
                        Long.toString(sum(EndOfServiceStep::erased)),
                        EndingService.RETAINED,
                        Long.toString(sum(EndOfServiceStep::retained)))),
        completed);
  }

  private long sum(Function<EndOfServiceStep, Long> number) {
    return service.steps().stream().mapToLong(number::apply).sum();
  }

  /** What came while other hooks were at work, from queues and caches, is seen here. */
  private void lookAgain() {
    for (DataHook hook : erasing()) {
      HookId hookId = hook.declaration().id();
      EndOfServiceStep step = service.step(hookId);
      if (step.state() == State.DONE_BY_HAND) {
        continue;
      }
      requireHeld();
      try {
        long remaining = ((ErasureHook) hook).remaining(everyone);
        if (remaining > 0) {
          failed(hookId, HookFailures.leftBehind(hookId, 0, remaining), remaining, step.erased());
        }
      } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
        failed(hookId, HookFailures.threw(hookId, 0, e, hook.getClass()), 0, step.erased());
      }
    }
  }

  private long eraseArchives() {
    long erased = 0;
    requireHeld();
    for (RequestHeader header : cases.all()) {
      erased += services.erase(engine.archives().id(header.id())) ? 1 : 0;
    }
    for (EndOfServiceId ending : services.ids()) {
      erased += services.erase(services.archiveOf(ending)) ? 1 : 0;
    }
    return erased;
  }

  private long erasePapers() {
    long erased = 0;
    for (RequestHeader header : cases.all()) {
      erased += erasePapers(header.id()) ? 1 : 0;
      engine.notices().eraseWords(cases.load(header.id()));
    }
    return erased;
  }

  private boolean erasePapers(RequestId request) {
    while (cases.store().papers(request).isPresent()) {
      DataSubjectRequest now = cases.load(request);
      try {
        cases.step(now).erasePapers().commit();
        return true;
      } catch (StaleRequestException | StaleStreamException e) {
        // Somebody else took a step of it; it is read again.
      }
    }
    return false;
  }

  private void count(String type, long count) {
    if (count > 0) {
      advance(
          now ->
              services.new Drafts(now)
                  .add(type, Map.of(EndingService.COUNT, Long.toString(count))));
    }
  }
}
