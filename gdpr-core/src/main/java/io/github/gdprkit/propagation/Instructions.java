package io.github.gdprkit.propagation;

import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.fulfilment.RecipientNotice;
import io.github.gdprkit.fulfilment.RecipientNotices;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instructions of one controller: each is a stream of evidence with a sheet beside it for the
 * words. What it is about is in neither; the papers of the request say it.
 *
 * <p>That somebody has to be told is written down before they are, and what they said after it. So
 * a crash forgets nobody, and at worst an instruction is given again, under the same id. Safe for
 * use by many threads and processes. {@code GdprKit} makes it.
 */
public final class Instructions implements RecipientNotices {

  private static final Logger LOG = LoggerFactory.getLogger(Instructions.class);

  /** Losing more often than this against other writers is no accident. */
  private static final int ATTEMPTS = 100;

  private final Controller controller;
  private final SheetStore store;
  private final Gateways gateways;
  private final PropagationSettings settings;
  private final ResponseClock days;
  private final Clock clock;

  /** The instructions that this controller gives. */
  public Instructions(
      Controller controller,
      SheetStore store,
      Gateways gateways,
      PropagationSettings settings,
      ResponseClock days,
      Clock clock) {
    this.controller = Objects.requireNonNull(controller, "controller");
    this.store = Objects.requireNonNull(store, "store");
    this.gateways = Objects.requireNonNull(gateways, "gateways");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.days = Objects.requireNonNull(days, "days");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  // As the work on a request needs it

  @Override
  public Optional<Result> tell(RecipientNotice notice) {
    InstructionKind kind =
        InstructionKind.of(notice.claim())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Recipients are told of no request for " + notice.claim()));
    InstructionId id = InstructionId.of(controller.id(), notice.request(), notice.task(), kind);
    InstructionState state = find(id).orElseGet(() -> begin(id, kind, notice));
    return result(pursue(state, notice));
  }

  @Override
  public boolean isBegun(RequestId request, TaskId task) {
    for (InstructionKind kind : InstructionKind.values()) {
      InstructionId id = InstructionId.of(controller.id(), request, task, kind);
      if (!store.stream(controller.id(), id.stream()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<RecipientTold> told(DataSubjectRequest request, Function<TaskId, String> names) {
    List<RecipientTold> told = new ArrayList<>();
    InstructionKind kind = InstructionKind.of(request.claim()).orElse(null);
    for (TaskState task : request.tasks()) {
      if (kind != null && task.kind() == TaskKind.TELL_RECIPIENT) {
        InstructionId id = InstructionId.of(controller.id(), request.id(), task.id(), kind);
        told.add(told(task, find(id).orElse(null), names));
      }
    }
    return told;
  }

  private RecipientTold told(
      TaskState task, @Nullable InstructionState state, Function<TaskId, String> names) {
    boolean isNamed = state != null && store.sheet(controller.id(), state.id().sheet()).isPresent();
    String name = state != null && isNamed ? state.recipient().name() : names.apply(task.id());
    RecipientResult result = resultFor(task, state);
    String words = "";
    if (state != null) {
      GatewayAnswer.Refused refusal = state.refusal();
      boolean isRefusal = result == RecipientResult.REFUSED || result == RecipientResult.REFUSES;
      words =
          isRefusal && refusal != null ? joined(refusal.words(), state.reason()) : state.reason();
    }
    return new RecipientTold(name, result, words);
  }

  private static String joined(String first, String second) {
    if (first.isBlank() || second.isBlank()) {
      return first + second;
    }
    return (first.endsWith(".") ? first : first + ".") + " " + second;
  }

  private static RecipientResult resultFor(TaskState task, @Nullable InstructionState state) {
    if (state == null || !state.status().isFinal()) {
      boolean refused = state != null && state.status() == InstructionStatus.REFUSED;
      ManualResult byHand = task.manualResult();
      if (byHand == null) {
        return refused ? RecipientResult.REFUSES : RecipientResult.WAITING;
      }
      return switch (byHand) {
        case DONE -> RecipientResult.DONE;
        case NOTHING_THERE -> RecipientResult.NOTHING_THERE;
        case NOT_POSSIBLE -> refused ? RecipientResult.REFUSED : RecipientResult.NOT_TOLD;
      };
    }
    Settlement settlement = state.settlement();
    if (settlement == null) {
      return task.manualResult() == ManualResult.NOTHING_THERE
          ? RecipientResult.NOTHING_THERE
          : RecipientResult.DONE;
    }
    return switch (settlement) {
      case IMPOSSIBLE -> RecipientResult.IMPOSSIBLE;
      case DISPROPORTIONATE_EFFORT -> RecipientResult.DISPROPORTIONATE_EFFORT;
      case ENFORCED_OTHERWISE -> RecipientResult.ENFORCED;
      case GIVEN_UP -> {
        if (state.refusal() != null) {
          yield RecipientResult.REFUSED;
        }
        // Nobody but a person stops asking; else a person closed the task and did not say why.
        boolean isTold = state.isDelivered() && !state.by().equals(Actor.SYSTEM);
        yield isTold ? RecipientResult.NO_ANSWER : RecipientResult.NOT_TOLD;
      }
      case CALLED_OFF -> state.isDelivered() ? RecipientResult.NO_ANSWER : RecipientResult.NOT_TOLD;
    };
  }

  @Override
  public Entries lifting(DataSubjectRequest request) {
    List<EvidenceDraft> drafts = new ArrayList<>();
    List<SheetChange> sheets = new ArrayList<>();
    for (InstructionState told : of(request)) {
      InstructionId id =
          InstructionId.of(controller.id(), request.id(), told.task(), InstructionKind.LIFTING);
      if (told.kind() == InstructionKind.RESTRICTION
          && (told.isDelivered() || told.status() == InstructionStatus.DONE)
          && find(id).isEmpty()) {
        Sheet sheet = InstructionEvidence.sheet(id, request.id(), told.recipient());
        drafts.add(
            InstructionEvidence.instructed(
                first(
                    id, InstructionKind.LIFTING, request.id(), told.task(), told.recipient(), null),
                sheet,
                now()));
        sheets.add(new SheetChange.Put(sheet));
      }
    }
    return new Entries(drafts, sheets);
  }

  /** Until an answer is due; who is not told of a lifting by then keeps what it has stored. */
  @Override
  public boolean needsPapers(DataSubjectRequest request) {
    return request.claim() == Claim.RESTRICTION
        && of(request).stream()
            .filter(state -> state.kind() == InstructionKind.LIFTING)
            .anyMatch(state -> !state.status().isFinal() && !state.isOverdue(today()));
  }

  @Override
  public void eraseWords(DataSubjectRequest request) {
    for (InstructionState told : of(request)) {
      change(
          told.id(),
          state ->
              store.sheet(controller.id(), state.id().sheet()).isEmpty()
                  ? null
                  : new Change(
                      InstructionEvidence.wordsErased(state, now()),
                      new SheetChange.Erase(state.id().sheet())));
    }
  }

  // As the room needs it

  PropagationSettings settings() {
    return settings;
  }

  LocalDate today() {
    return days.dayOf(clock.instant());
  }

  Optional<InstructionState> find(InstructionId id) {
    List<EvidenceEntry> entries = store.stream(controller.id(), id.stream());
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            InstructionEvidence.read(
                id, entries, store.sheet(controller.id(), id.sheet()).orElse(null)));
  }

  InstructionState get(InstructionId id) {
    return find(id).orElseThrow(() -> new InstructionNotFoundException(id));
  }

  /** The instructions of a request, in the order of its tasks; a lifting behind its restriction. */
  List<InstructionState> of(DataSubjectRequest request) {
    List<InstructionState> all = new ArrayList<>();
    InstructionKind kind = InstructionKind.of(request.claim()).orElse(null);
    if (kind == null) {
      return all;
    }
    for (TaskState task : request.tasks()) {
      if (task.kind() == TaskKind.TELL_RECIPIENT) {
        find(InstructionId.of(controller.id(), request.id(), task.id(), kind)).ifPresent(all::add);
        if (kind == InstructionKind.RESTRICTION) {
          find(InstructionId.of(controller.id(), request.id(), task.id(), InstructionKind.LIFTING))
              .ifPresent(all::add);
        }
      }
    }
    return all;
  }

  /** The requests that have instructions of which words are kept. */
  Set<RequestId> requests() {
    Set<RequestId> requests = new LinkedHashSet<>();
    store.eachSheet(
        controller.id(),
        InstructionId.KIND,
        sheet -> requests.add(InstructionEvidence.requestOf(sheet)));
    return requests;
  }

  /** Every instruction that has not come to its end. */
  List<InstructionState> open() {
    List<InstructionState> open = new ArrayList<>();
    store.eachSheet(
        controller.id(),
        InstructionId.KIND,
        sheet ->
            find(new InstructionId(sheet.id().id()))
                .filter(state -> !state.status().isFinal())
                .ifPresent(open::add));
    return open;
  }

  /** What the task of the request comes to, once that is known. */
  static Optional<Result> result(InstructionState state) {
    if (!state.status().isFinal()) {
      return Optional.empty();
    }
    Settlement settlement = state.settlement();
    return Optional.of(
        new Result(settlement == null ? ManualResult.DONE : settlement.result(), state.by()));
  }

  /**
   * Goes on with an instruction as far as it goes now.
   *
   * @param notice what to tell; without it the recipient is only asked
   */
  InstructionState pursue(InstructionState state, @Nullable RecipientNotice notice) {
    Instant again = state.againAt();
    boolean isForLater = again != null && now().isBefore(again);
    if (state.status().isFinal() || isForLater || notice == null && !state.isDelivered()) {
      return noteIfOverdue(state);
    }
    Recipient recipient =
        notice == null || notice.recipient().party() == null
            ? state.recipient()
            : notice.recipient();
    ProcessorGateway gateway = gateways.to(recipient.party());
    GatewayAnswer answer;
    try {
      answer =
          answer(gateway, state, notice == null ? null : instruction(state, recipient, notice));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return noteIfOverdue(unreachable(state, e));
    }
    String via = gateway instanceof ManualGateway ? "people" : "gateway";
    return noteIfOverdue(heard(state.id(), answer, via));
  }

  private static GatewayAnswer answer(
      ProcessorGateway gateway, InstructionState state, @Nullable Instruction instruction)
      throws Exception {
    GatewayAnswer answer =
        state.isDelivered()
            ? Objects.requireNonNull(gateway.ask(state.id()), "the gateway's answer")
            : new GatewayAnswer.Unknown();
    return answer instanceof GatewayAnswer.Unknown && instruction != null
        ? Objects.requireNonNull(gateway.instruct(instruction), "the gateway's answer")
        : answer;
  }

  private Instruction instruction(
      InstructionState state, Recipient recipient, RecipientNotice notice) {
    InstructionId lifts =
        state.kind() == InstructionKind.LIFTING
            ? InstructionId.of(
                controller.id(), state.request(), state.task(), InstructionKind.RESTRICTION)
            : null;
    return new Instruction(
        state.id(),
        state.kind(),
        controller,
        recipient,
        notice.subject(),
        notice.data(),
        notice.corrections(),
        notice.conditions(),
        state.answerBy(),
        lifts);
  }

  private InstructionState begin(InstructionId id, InstructionKind kind, RecipientNotice notice) {
    Sheet sheet = InstructionEvidence.sheet(id, notice.request(), notice.recipient());
    InstructionState first =
        first(id, kind, notice.request(), notice.task(), notice.recipient(), notice.lastDay());
    try {
      store.commit(
          controller.id(),
          List.of(InstructionEvidence.instructed(first, sheet, now())),
          List.of(new SheetChange.Put(sheet)));
    } catch (StaleStreamException e) {
      // Somebody else began it in this moment.
    }
    return get(id);
  }

  private InstructionState first(
      InstructionId id,
      InstructionKind kind,
      RequestId request,
      TaskId task,
      Recipient recipient,
      @Nullable LocalDate lastDay) {
    return new InstructionState(
        id,
        kind,
        request,
        task,
        recipient,
        InstructionStatus.INSTRUCTED,
        settings.answerBy(today(), lastDay),
        false,
        0,
        null,
        null,
        null,
        null,
        0,
        null,
        "",
        Actor.SYSTEM,
        0);
  }

  private InstructionState unreachable(InstructionState state, Throwable cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    LOG.warn(
        "The recipient of instruction {} cannot be reached: {}; it is tried again",
        state.id(),
        cause.getClass().getName());
    return change(
        state.id(),
        now ->
            now.status().isFinal()
                ? null
                : new Change(
                    InstructionEvidence.unreachable(
                        now, cause.getClass(), settings.again(now(), now.failures() + 1), now())));
  }

  /** Writes down what a gateway said, where it is news. */
  private InstructionState heard(InstructionId id, GatewayAnswer answer, String via) {
    change(
        id,
        state ->
            state.status().isFinal() || state.isDelivered()
                ? null
                : new Change(InstructionEvidence.delivered(state, via, now())));
    InstructionStatus to = to(answer);
    return change(
        id,
        state -> {
          boolean isNews =
              to != null && (state.status().next().contains(to) || isOtherRefusal(state, answer));
          return isNews ? answered(state, answer, Actor.SYSTEM) : null;
        });
  }

  private static boolean isOtherRefusal(InstructionState state, GatewayAnswer answer) {
    return state.status() == InstructionStatus.REFUSED
        && answer instanceof GatewayAnswer.Refused
        && !answer.equals(state.refusal());
  }

  private static @Nullable InstructionStatus to(GatewayAnswer answer) {
    if (answer instanceof GatewayAnswer.Acknowledged) {
      return InstructionStatus.ACKNOWLEDGED;
    }
    if (answer instanceof GatewayAnswer.Done) {
      return InstructionStatus.DONE;
    }
    return answer instanceof GatewayAnswer.Refused ? InstructionStatus.REFUSED : null;
  }

  private Change answered(InstructionState state, GatewayAnswer answer, Actor by) {
    if (answer instanceof GatewayAnswer.Done done) {
      return new Change(InstructionEvidence.done(state, done.records(), by, now()));
    }
    if (answer instanceof GatewayAnswer.Refused refused) {
      Sheet sheet = InstructionEvidence.withRefusal(sheetOf(state), refused.words());
      return new Change(
          InstructionEvidence.refused(state, refused, sheet, by, now()),
          new SheetChange.Put(sheet));
    }
    return new Change(InstructionEvidence.acknowledged(state, by, now()));
  }

  /** Writes down what a person heard from the recipient. */
  InstructionState record(InstructionId id, GatewayAnswer answer, Actor by) {
    InstructionStatus to = to(answer);
    if (to == null) {
      throw new IllegalArgumentException(
          "A person records that a recipient acknowledged, did or refused it; there is nothing to"
              + " record of one that is silent");
    }
    get(id);
    return change(
        id,
        state -> {
          requireNext(state, to);
          return answered(state, answer, by);
        });
  }

  /** Settles an instruction without the recipient. */
  InstructionState settle(InstructionId id, Settlement settlement, String reason, Actor by) {
    get(id);
    return change(
        id,
        state -> {
          requireNext(state, InstructionStatus.SETTLED);
          Sheet sheet = InstructionEvidence.withReason(sheetOf(state), reason);
          return new Change(
              InstructionEvidence.settled(state, settlement, sheet, by, now()),
              new SheetChange.Put(sheet));
        });
  }

  private static void requireNext(InstructionState state, InstructionStatus to) {
    if (!state.status().next().contains(to)) {
      throw new IllegalInstructionMoveException(state.id(), state.status(), to);
    }
  }

  private Sheet sheetOf(InstructionState state) {
    return store
        .sheet(controller.id(), state.id().sheet())
        .orElseGet(() -> InstructionEvidence.sheet(state.id(), state.request(), state.recipient()));
  }

  /** Writes down, once, that no answer came in time. */
  InstructionState noteIfOverdue(InstructionState seen) {
    LocalDate today = today();
    if (!seen.isOverdue(today) || seen.overdueOn() != null) {
      return seen;
    }
    return change(
        seen.id(),
        state ->
            state.isOverdue(today) && state.overdueOn() == null
                ? new Change(InstructionEvidence.overdue(state, today, now()))
                : null);
  }

  /** An entry, and what becomes of the sheet with it. */
  private record Change(EvidenceDraft draft, @Nullable SheetChange sheet) {
    Change(EvidenceDraft draft) {
      this(draft, null);
    }
  }

  /**
   * Takes a step, if there is one, of the instruction as it is when it is taken: when somebody else
   * was faster it is read again.
   */
  private InstructionState change(
      InstructionId id, Function<InstructionState, @Nullable Change> next) {
    for (int attempt = 1; ; attempt++) {
      InstructionState state = get(id);
      Change change = next.apply(state);
      if (change == null) {
        return state;
      }
      SheetChange sheet = change.sheet();
      try {
        store.commit(
            controller.id(), List.of(change.draft()), sheet == null ? List.of() : List.of(sheet));
        return get(id);
      } catch (StaleStreamException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Cut to what evidence keeps, so that what was written reads back equal. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
