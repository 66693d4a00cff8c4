package io.github.gdprkit.fulfilment;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.DecisionEffect;
import io.github.gdprkit.request.DecisionTable;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestEvent;
import io.github.gdprkit.request.RequestEvent.DataKept;
import io.github.gdprkit.request.RequestEvent.TaskPlanned;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestWork;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a granted request needs: a piece of work for each hook that the decision reaches. */
final class PlannedTasks {

  private final HookCatalog catalog;
  private final RecipientsConcerned recipients;

  PlannedTasks(HookCatalog catalog, Function<HookId, List<Recipient>> moreRecipients) {
    this.catalog = catalog;
    this.recipients = new RecipientsConcerned(catalog, moreRecipients);
  }

  /** Who got the data of hooks. */
  RecipientsConcerned recipients() {
    return recipients;
  }

  /** What the data rests on that a claim reaches here: what a decision has to rule on. */
  Set<LegalBasis> basesConcerned(Claim claim, RequestFile papers) {
    Set<LegalBasis> reached = EnumSet.noneOf(LegalBasis.class);
    Set<LegalBasis> all = EnumSet.noneOf(LegalBasis.class);
    for (DataHook hook : concerned(claim, papers)) {
      reached.addAll(reached(claim, hook.declaration()));
      all.addAll(hook.declaration().legalBases());
    }
    // Where the claim reaches nothing at all, that is what has to be decided, and told.
    return reached.isEmpty() ? all : reached;
  }

  /**
   * What the claim can reach of what data rests on: portability and objection know two legal bases
   * each, and are not refused for what else the same data rests on.
   */
  private static Set<LegalBasis> reached(Claim claim, Declaration declaration) {
    if (claim != Claim.PORTABILITY && claim != Claim.OBJECTION) {
      return declaration.legalBases();
    }
    Set<LegalBasis> reached = EnumSet.noneOf(LegalBasis.class);
    for (LegalBasis basis : declaration.legalBases()) {
      if (DecisionTable.rule(claim, basis).canBeGranted()) {
        reached.add(basis);
      }
    }
    return reached;
  }

  /** The events that plan what is not planned yet, in the order of the work. */
  List<RequestEvent> missing(DataSubjectRequest request, RequestFile papers, Instant at) {
    Claim claim = request.claim();
    Decision decision =
        request
            .decided()
            .orElseThrow(() -> new IllegalStateException("nothing is decided"))
            .decision();
    List<RequestEvent> events = new ArrayList<>();
    Set<HookId> acting = new LinkedHashSet<>();
    if (claim == Claim.ERASURE) {
      plan(
          request,
          events,
          planned(at, TaskId.of(TaskKind.ERASE_ARCHIVES), TaskKind.ERASE_ARCHIVES, null));
    }
    RefusalGround keepsTheAccount = null;
    for (DataHook hook : concerned(claim, papers)) {
      Declaration declaration = hook.declaration();
      Set<LegalBasis> bases = reached(claim, declaration);
      if (bases.isEmpty()) {
        continue;
      }
      DecisionEffect effect = DecisionTable.effect(claim, bases, decision);
      Disposition disposition = declaration.on(claim.right());
      if (disposition instanceof Disposition.Kept kept) {
        keep(request, events, declaration.id(), RefusalGround.of(kept.retention().ground()), at);
      } else if (!effect.acts()) {
        RefusalGround ground = effect.refused().iterator().next();
        keep(request, events, declaration.id(), ground, at);
        keepsTheAccount = ground;
      } else if (keepsTheAccount != null && isLastToGo(claim, hook)) {
        // What is kept of the person is found through the account, and belongs to it.
        keep(request, events, declaration.id(), keepsTheAccount, at);
      } else {
        TaskKind kind =
            disposition instanceof Disposition.ByHook
                ? RequestWork.byHook(claim).orElse(TaskKind.BY_HAND)
                : TaskKind.BY_HAND;
        plan(
            request,
            events,
            planned(at, TaskId.of(kind, declaration.id()), kind, declaration.id()));
        acting.add(declaration.id());
      }
    }
    boolean isNobodysTask =
        claim == Claim.HUMAN_REVIEW
            && request.tasks().isEmpty()
            && events.stream().noneMatch(TaskPlanned.class::isInstance);
    if (isNobodysTask) {
      plan(request, events, planned(at, TaskId.of(TaskKind.BY_HAND), TaskKind.BY_HAND, null));
    }
    if (RequestWork.tellsRecipients(claim)) {
      for (TaskId telling : recipients.of(acting, request).keySet()) {
        plan(request, events, planned(at, telling, TaskKind.TELL_RECIPIENT, null));
      }
    }
    return events;
  }

  /** The hooks whose data a claim reaches, in the order of the work. */
  private List<DataHook> concerned(Claim claim, RequestFile papers) {
    Set<HookId> corrected =
        papers.corrections().stream()
            .map(Correction::hook)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<DataHook> concerned = new ArrayList<>();
    for (DataHook hook : catalog.hooks()) {
      Declaration declaration = hook.declaration();
      Disposition disposition = declaration.on(claim.right());
      boolean isReached =
          disposition instanceof Disposition.ByHook
              || disposition instanceof Disposition.ByHand
              || disposition instanceof Disposition.Kept;
      boolean isMeant =
          claim != Claim.RECTIFICATION
              || corrected.isEmpty()
              || corrected.contains(declaration.id());
      if (isReached && isMeant && declaration.holdsNothing() == null) {
        concerned.add(hook);
      }
    }
    if (claim == Claim.ERASURE) {
      concerned.sort(Comparator.comparing(PlannedTasks::stage));
    }
    return concerned;
  }

  private static boolean isLastToGo(Claim claim, DataHook hook) {
    return claim == Claim.ERASURE && stage(hook) == ErasureStage.IDENTITY;
  }

  /** All hooks, the account last: what is found through it has to go before. */
  List<DataHook> inOrderOfErasure() {
    return catalog.hooks().stream().sorted(Comparator.comparing(PlannedTasks::stage)).toList();
  }

  static ErasureStage stage(DataHook hook) {
    return hook.declaration().stage();
  }

  private static void plan(
      DataSubjectRequest request, List<RequestEvent> events, TaskPlanned planned) {
    if (request.task(planned.task()).isEmpty()) {
      events.add(planned);
    }
  }

  private static TaskPlanned planned(
      Instant at, TaskId task, TaskKind kind, @Nullable HookId hook) {
    return new TaskPlanned(at, Actor.SYSTEM, task, kind, hook);
  }

  private static void keep(
      DataSubjectRequest request,
      List<RequestEvent> events,
      HookId hook,
      RefusalGround ground,
      Instant at) {
    if (!request.kept().containsKey(hook)) {
      events.add(new DataKept(at, Actor.SYSTEM, hook, ground));
    }
  }
}
