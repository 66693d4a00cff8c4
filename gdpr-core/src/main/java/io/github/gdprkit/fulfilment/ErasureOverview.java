package io.github.gdprkit.fulfilment;

import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.erasure.HoldId;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureBlocker;
import io.github.gdprkit.hook.ErasureBlockers;
import io.github.gdprkit.hook.ErasureMode;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.subject.DataSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks ahead at what an erasure would do, and back at what became of one. Touches nothing. */
final class ErasureOverview {

  private final Engine engine;

  ErasureOverview(Engine engine) {
    this.engine = engine;
  }

  /** What an erasure of this person would do. Counts, and touches nothing. */
  ErasurePlan ahead(DataSubject subject) {
    List<LegalHold> holds = engine.holds().on(subject);
    List<ErasurePlan.Line> lines = new ArrayList<>();
    List<ErasureBlocker> blockers = new ArrayList<>();
    for (DataHook hook : engine.planned().inOrderOfErasure()) {
      lines.add(line(hook, subject, holds));
      if (hook instanceof ErasureBlockers blocking) {
        try {
          blockers.addAll(blocking.blockers(subject));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
          HookFailures.keepInterrupt(e);
          blockers.add(
              new ErasureBlocker(
                  hook.declaration().id(),
                  "It could not say what stands in the way: " + e.getClass().getName(),
                  1));
        }
      }
    }
    return new ErasurePlan(
        lines, archivesOf(subject), holds, blockers, engine.openAccessRequests(subject));
  }

  /** How many archives of earlier requests there are of a person. */
  private int archivesOf(DataSubject subject) {
    int count = 0;
    for (RequestHeader header : engine.requestsOf(subject)) {
      boolean gives = header.claim() == Claim.ACCESS || header.claim() == Claim.PORTABILITY;
      if (gives && engine.archives().of(engine.cases().load(header.id())) != null) {
        count++;
      }
    }
    return count;
  }

  private ErasurePlan.Line line(DataHook hook, DataSubject subject, List<LegalHold> holds) {
    Declaration declaration = hook.declaration();
    Findings findings = Findings.nothing();
    String error = null;
    try {
      findings = Objects.requireNonNull(hook.locate(Scope.of(subject)), "findings");
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      HookFailures.keepInterrupt(e);
      error = e.getClass().getName();
    }
    return new ErasurePlan.Line(
        declaration.id(),
        declaration.title(),
        Objects.requireNonNull(
            declaration.on(Claim.ERASURE.right()), "the catalog checked that it is there"),
        declaration.erasure(),
        declaration.stage(),
        findings.records(),
        findings.bytes(),
        error,
        holds.stream().anyMatch(hold -> hold.holds(declaration.id())));
  }

  /**
   * What became of an erasure, hook by hook, for the person.
   *
   * @throws NotGrantedException when nothing was granted, or the request does not ask for erasure
   */
  ErasureReport back(DataSubjectRequest request) {
    if (!request.isGranted() || request.claim() != Claim.ERASURE) {
      throw new NotGrantedException(request);
    }
    List<ErasureReport.Part> parts = new ArrayList<>();
    for (DataHook hook : engine.catalog().hooks()) {
      parts.add(ErasureReport.Part.of(hook.declaration(), outcomes(request, hook)));
    }
    // What a person did in the place of a hook that failed was looked at by no hook afterwards.
    boolean isEachVerified =
        request.tasks().stream()
            .noneMatch(task -> task.kind() == TaskKind.ERASE && task.manualResult() != null);
    boolean isVerified = request.status().isFinal() && !request.hasOpenWork() && isEachVerified;
    return new ErasureReport(
        request.id().value(),
        engine.cases().now(),
        isVerified ? request.closedAt().orElse(null) : null,
        parts,
        engine.told(request));
  }

  private static List<ErasureOutcome> outcomes(DataSubjectRequest request, DataHook hook) {
    Declaration declaration = hook.declaration();
    HookId id = declaration.id();
    Disposition disposition = declaration.on(Claim.ERASURE.right());
    RefusalGround ground = request.kept().get(id);
    Optional<TaskState> task =
        request
            .task(TaskId.of(TaskKind.ERASE, id))
            .or(() -> request.task(TaskId.of(TaskKind.BY_HAND, id)));
    if (disposition instanceof Disposition.Kept kept) {
      return List.of(new ErasureOutcome.Retained(id, 0, kept.retention()));
    }
    if (ground != null) {
      return List.of(
          new ErasureOutcome.Retained(
              id,
              0,
              new ErasureRule.Retention(
                  ground.retentionGround().orElse(RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK),
                  declaration.title(),
                  "until the ground is gone: " + ground.text())));
    }
    if (task.isEmpty()) {
      String why = disposition == null ? declaration.text() : disposition.text();
      return List.of(new ErasureOutcome.NothingHeld(id, why));
    }
    return outcomes(declaration, task.get());
  }

  private static List<ErasureOutcome> outcomes(Declaration declaration, TaskState task) {
    HookId id = declaration.id();
    if (task.manualResult() == ManualResult.NOT_POSSIBLE) {
      return List.of(new ErasureOutcome.Failed(id, task.manualResult().name(), 0));
    }
    if (task.manualResult() == ManualResult.NOTHING_THERE) {
      return List.of(
          new ErasureOutcome.NothingHeld(id, "A person looked for it, and there was nothing."));
    }
    return switch (task.status()) {
      case DONE -> {
        List<ErasureOutcome> outcomes = new ArrayList<>();
        ErasureRule rule = declaration.erasure();
        outcomes.add(done(id, rule, task.records()));
        if (rule != null && rule.retention() != null && task.retained() > 0) {
          outcomes.add(new ErasureOutcome.Retained(id, task.retained(), rule.retention()));
        }
        yield outcomes;
      }
      case DEFERRED ->
          List.of(
              new ErasureOutcome.Deferred(
                  id, new HoldId(Objects.requireNonNull(task.hold(), "hold"))));
      case MANUAL -> List.of(new ErasureOutcome.ByHand(id, declaration.title()));
      case FAILED -> List.of(new ErasureOutcome.Failed(id, task.error(), task.remaining()));
      case PENDING, RUNNING -> List.of();
    };
  }

  private static ErasureOutcome done(HookId id, @Nullable ErasureRule rule, long records) {
    ErasureMode mode = rule == null ? ErasureMode.ERASE : rule.mode();
    return switch (mode) {
      case ERASE -> new ErasureOutcome.Erased(id, records);
      case ANONYMISE -> new ErasureOutcome.Anonymised(id, records);
      case PLACEHOLDER -> new ErasureOutcome.Replaced(id, records);
    };
  }
}
