package io.github.gdprkit.request;

import static io.github.gdprkit.request.RequestStatus.FULFILLED;
import static io.github.gdprkit.request.RequestStatus.PARTLY_FULFILLED;
import static io.github.gdprkit.request.RequestStatus.REFUSED;
import static io.github.gdprkit.request.RequestStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.deadline.Pause;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.ResponseDeadline;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.RequestEvent.ClarificationAnswered;
import io.github.gdprkit.request.RequestEvent.ClarificationAsked;
import io.github.gdprkit.request.RequestEvent.ClosedWithOriginal;
import io.github.gdprkit.request.RequestEvent.DataKept;
import io.github.gdprkit.request.RequestEvent.Decided;
import io.github.gdprkit.request.RequestEvent.ErasureBegun;
import io.github.gdprkit.request.RequestEvent.Extended;
import io.github.gdprkit.request.RequestEvent.Fulfilled;
import io.github.gdprkit.request.RequestEvent.IdentityAsked;
import io.github.gdprkit.request.RequestEvent.IdentityConfirmed;
import io.github.gdprkit.request.RequestEvent.LinkedToOriginal;
import io.github.gdprkit.request.RequestEvent.PapersBound;
import io.github.gdprkit.request.RequestEvent.PapersErased;
import io.github.gdprkit.request.RequestEvent.Received;
import io.github.gdprkit.request.RequestEvent.ReleasedFromOriginal;
import io.github.gdprkit.request.RequestEvent.TaskClosedByHand;
import io.github.gdprkit.request.RequestEvent.TaskDeferred;
import io.github.gdprkit.request.RequestEvent.TaskDone;
import io.github.gdprkit.request.RequestEvent.TaskFailed;
import io.github.gdprkit.request.RequestEvent.TaskPlanned;
import io.github.gdprkit.request.RequestEvent.TaskReopened;
import io.github.gdprkit.request.RequestEvent.TaskStarted;
import io.github.gdprkit.request.RequestEvent.Withdrawn;
import io.github.gdprkit.subject.SubjectKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten thousand random lives of requests. A failure names the seed that repeats it. */
class RequestSequencesTest {

  private static final int LIVES = 10_000;
  private static final int EVENTS = 40;
  private static final PartyId CONTROLLER = new PartyId("example");
  private static final RequestId ID = new RequestId("r-1");
  private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");
  private static final Actor DPO = new Actor("dpo");
  private static final List<HookId> HOOKS =
      List.of(new HookId("messages"), new HookId("files"), new HookId("account"));
  private static final List<ResponseDeadline> DEADLINES =
      IntStream.range(0, 50)
          .mapToObj(days -> LocalDate.of(2026, 1, 1).plusDays(days))
          .map(
              day ->
                  ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly())
                      .answer(day, List.of()))
          .toList();

  /** The ways of a task, spelled out a second time. */
  private static final Map<TaskStatus, Set<TaskStatus>> WAYS = new EnumMap<>(TaskStatus.class);

  static {
    WAYS.put(TaskStatus.PENDING, Set.of(TaskStatus.RUNNING, TaskStatus.DEFERRED));
    WAYS.put(
        TaskStatus.RUNNING,
        Set.of(TaskStatus.RUNNING, TaskStatus.DONE, TaskStatus.FAILED, TaskStatus.DEFERRED));
    WAYS.put(TaskStatus.FAILED, Set.of(TaskStatus.RUNNING, TaskStatus.DONE, TaskStatus.DEFERRED));
    WAYS.put(TaskStatus.MANUAL, Set.of(TaskStatus.DONE, TaskStatus.DEFERRED));
    WAYS.put(TaskStatus.DEFERRED, Set.of(TaskStatus.PENDING, TaskStatus.MANUAL));
    WAYS.put(TaskStatus.DONE, Set.of());
  }

  private final List<BiFunction<Random, Instant, RequestEvent>> makers = makers();

  private static ResponseDeadline deadline(Random random) {
    return one(random, DEADLINES);
  }

  private static TaskId task(Random random) {
    TaskKind[] kinds = {TaskKind.ERASE, TaskKind.EXPORT, TaskKind.BY_HAND};
    return TaskId.of(kinds[random.nextInt(kinds.length)], one(random, HOOKS));
  }

  private static TaskKind kindOf(TaskId task) {
    for (TaskKind kind : TaskKind.values()) {
      if (task.value().startsWith(Codes.of(kind) + ".")) {
        return kind;
      }
    }
    throw new IllegalArgumentException(task.value());
  }

  private static <T> T one(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static <E extends Enum<E>> E one(Random random, Class<E> type) {
    return one(random, List.of(type.getEnumConstants()));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Decision decision(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Decision.refuse(RefusalGround.EXCESSIVE, "");
      case 1 ->
          Decision.grant()
              .on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY)
              .refused(LegalBasis.LEGAL_OBLIGATION, RefusalGround.LEGAL_CLAIMS)
              .build();
      default -> Decision.grant().on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY).build();
    };
  }

  private static List<BiFunction<Random, Instant, RequestEvent>> makers() {
    List<BiFunction<Random, Instant, RequestEvent>> all = new ArrayList<>();
    all.add(
        (r, at) ->
            new Received(
                at, DPO, one(r, Claim.class), one(r, IntakeChannel.class), at, deadline(r)));
    all.add((r, at) -> new IdentityAsked(at, DPO, day(at), one(r, AskedWhen.class), deadline(r)));
    all.add(
        (r, at) ->
            new IdentityConfirmed(
                at,
                DPO,
                new Verification(one(r, IdentityLevel.class), "session", DPO, at),
                new SubjectKey("k".repeat(43)),
                day(at),
                deadline(r)));
    all.add((r, at) -> new PapersBound(at, DPO, "fingerprint-" + r.nextInt(9)));
    all.add((r, at) -> new LinkedToOriginal(at, Actor.SYSTEM, new RequestId("r-" + r.nextInt(3))));
    all.add((r, at) -> new ReleasedFromOriginal(at, Actor.SYSTEM));
    all.add(
        (r, at) -> new ClarificationAsked(at, DPO, day(at), one(r, AskedWhen.class), deadline(r)));
    all.add((r, at) -> new ClarificationAnswered(at, DPO, day(at), deadline(r)));
    all.add((r, at) -> new Extended(at, DPO, one(r, ExtensionReason.class), day(at), deadline(r)));
    all.add((r, at) -> new Decided(at, DPO, decision(r)));
    for (int i = 0; i < 3; i++) {
      all.add(
          (r, at) -> {
            TaskId task = task(r);
            HookId hook = new HookId(task.value().substring(task.value().indexOf('.') + 1));
            return new TaskPlanned(at, Actor.SYSTEM, task, kindOf(task), hook);
          });
      all.add((r, at) -> new TaskStarted(at, Actor.SYSTEM, task(r)));
      all.add((r, at) -> new TaskDone(at, Actor.SYSTEM, task(r), r.nextInt(9), r.nextInt(2)));
      all.add((r, at) -> new TaskClosedByHand(at, DPO, task(r), one(r, ManualResult.class)));
      all.add((r, at) -> new TaskDeferred(at, Actor.SYSTEM, task(r), "hold-" + r.nextInt(3)));
      all.add((r, at) -> new TaskReopened(at, Actor.SYSTEM, task(r)));
    }
    all.add(
        (r, at) ->
            new TaskFailed(at, Actor.SYSTEM, task(r), "com.example.Host$Down", r.nextInt(3)));
    all.add((r, at) -> new DataKept(at, Actor.SYSTEM, one(r, HOOKS), RefusalGround.LEGAL_CLAIMS));
    all.add((r, at) -> new ErasureBegun(at, Actor.SYSTEM, new Tombstone("erased-" + r.nextInt())));
    all.add((r, at) -> new Fulfilled(at, Actor.SYSTEM, one(r, RequestStatus.class)));
    all.add((r, at) -> new Fulfilled(at, Actor.SYSTEM, RequestStatus.PARTLY_FULFILLED));
    all.add((r, at) -> new ClosedWithOriginal(at, Actor.SYSTEM, one(r, RequestStatus.class)));
    all.add((r, at) -> new PapersErased(at, Actor.SYSTEM));
    return all;
  }

  /** Most lives are verified and granted, or few would ever do any work. */
  private RequestEvent next(Random random, Instant at, DataSubjectRequest now) {
    if (random.nextInt(3) == 0 && now.status() == RequestStatus.RECEIVED) {
      return makers.get(2).apply(random, at);
    }
    if (random.nextInt(100) == 0) {
      return new Withdrawn(at, DPO);
    }
    return one(random, makers).apply(random, at);
  }

  @Test
  void reachesNoIllegalStateAndReadsBackEqual() {
    Set<Class<?>> taken = new HashSet<>();
    Set<RequestStatus> ends = new HashSet<>();
    long accepted = 0;
    for (long seed = 0; seed < LIVES; seed++) {
      Random random = new Random(seed);
      Received received =
          new Received(
              START,
              DPO,
              random.nextBoolean() ? Claim.ERASURE : one(random, Claim.class),
              one(random, IntakeChannel.class),
              START,
              deadline(random));
      List<RequestEvent> events = new ArrayList<>(List.of(received));
      DataSubjectRequest now = DataSubjectRequest.begin(ID, CONTROLLER, received);
      try {
        for (int i = 1; i <= EVENTS; i++) {
          RequestEvent event = next(random, START.plusSeconds(i), now);
          DataSubjectRequest then;
          try {
            then = now.then(event);
          } catch (IllegalTransitionException e) {
            require(e.getMessage().contains(now.status().name()), "a refusal that says nothing");
            continue;
          }
          events.add(event);
          taken.add(event.getClass());
          requireLegal(now, event, then);
          now = then;
          accepted++;
        }
        requireSame(now, DataSubjectRequest.of(ID, CONTROLLER, events));
        requireSame(now, DataSubjectRequest.read(ID, CONTROLLER, evidence(events)));
        ends.add(now.status());
      } catch (AssertionError | RuntimeException e) {
        fail("The life of seed " + seed + ", with events " + events, e);
      }
    }
    assertThat(accepted).isGreaterThan(40_000);
    assertThat(ends).contains(FULFILLED, PARTLY_FULFILLED, REFUSED, WITHDRAWN);
    assertThat(taken)
        .as("every event happens in some life")
        .hasSize(RequestEvent.class.getPermittedSubclasses().length - 1);
  }

  private static void requireLegal(
      DataSubjectRequest before, RequestEvent event, DataSubjectRequest after) {
    require(after.version() == before.version() + 1, "one event is one version");
    if (isWork(event)) {
      require(before.verification().isPresent(), "acted on without an identity");
      require(before.isGranted(), "acted on without a grant");
      require(before.original().isEmpty(), "acted on although answered with another");
      require(
          before.status() == RequestStatus.IN_PROGRESS
              || before.status() == RequestStatus.PARTLY_FULFILLED,
          "acted on after the end");
      require(!before.arePapersErased(), "acted on without papers");
    }
    require(!after.isGranted() || after.verification().isPresent(), "granted to nobody");
    require(
        !before.status().isFinal() || lawOf(before).equals(lawOf(after)), "changed after the end");
    require(isKept(before.decided(), after.decided()), "decided twice");
    require(isKept(before.verification(), after.verification()), "identified twice");
    require(isKept(before.subject(), after.subject()), "somebody else's now");
    require(
        before.decided().isEmpty() || before.papersFingerprint().equals(after.papersFingerprint()),
        "other papers than those that were decided on");
    require(isKept(before.tombstone(), after.tombstone()), "another tombstone");
    require(after.closedAt().isPresent() == after.status().isFinal(), "closed and when");
    require(after.pauses().stream().filter(Pause::isOpen).count() <= 1, "two open questions");
    if (after.status() == RequestStatus.FULFILLED && after.original().isEmpty()) {
      require(after.kept().isEmpty() && !after.hasOpenWork(), "fulfilled, and not all of it");
    }
    if (after.arePapersErased()) {
      require(after.status().isFinal() && !after.hasOpenWork(), "needed papers are erased");
    }
    require(after.tasks().size() >= before.tasks().size(), "a task is gone");
    for (TaskState task : after.tasks()) {
      TaskState was = before.task(task.id()).orElse(null);
      require(
          !(task.kind().isManual() && isForAHook(task.status())),
          "it waits for a hook that never comes");
      if (was == null) {
        require(event instanceof TaskPlanned, "a task from nowhere");
      } else if (!was.equals(task)) {
        require(
            WAYS.getOrDefault(was.status(), Set.of()).contains(task.status()),
            task.id() + " went from " + was.status() + " to " + task.status());
      }
    }
    boolean isActive =
        after.subject().isPresent() && after.original().isEmpty() && !after.status().isFinal();
    require(after.header().isActive() == isActive, "the header says something else");
  }

  private static boolean isWork(RequestEvent event) {
    return event instanceof TaskStarted
        || event instanceof TaskDone
        || event instanceof TaskFailed
        || event instanceof TaskPlanned
        || event instanceof TaskDeferred
        || event instanceof TaskReopened
        || event instanceof TaskClosedByHand
        || event instanceof DataKept
        || event instanceof ErasureBegun
        || event instanceof Fulfilled;
  }

  private static boolean isKept(Optional<?> before, Optional<?> after) {
    return before.isEmpty() || before.equals(after);
  }

  /** What of a request is settled with its end. */
  private static List<Object> lawOf(DataSubjectRequest request) {
    return List.of(
        request.status(),
        request.closedAt(),
        request.deadline(),
        request.decided(),
        request.original(),
        request.papersFingerprint(),
        request.extension(),
        request.pauses(),
        request.kept());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static boolean isForAHook(TaskStatus status) {
    return status == TaskStatus.PENDING || status == TaskStatus.RUNNING;
  }

  private static List<EvidenceEntry> evidence(List<RequestEvent> events) {
    List<EvidenceEntry> entries = new ArrayList<>();
    EvidenceHead head = EvidenceHead.none(CONTROLLER);
    for (RequestEvent event : events) {
      EvidenceDraft draft = RequestEvents.draft(ID, entries.size(), event);
      EvidenceEntry entry = EvidenceEntry.read(EvidenceEntry.after(head, draft).bytes());
      head = entry.head();
      entries.add(entry);
    }
    return entries;
  }

  private static void requireSame(DataSubjectRequest one, DataSubjectRequest other) {
    require(all(one).equals(all(other)), "the fold of the same differs");
  }

  private static List<Object> all(DataSubjectRequest request) {
    List<Object> all = new ArrayList<>(lawOf(request));
    all.addAll(
        List.of(
            request.id(),
            request.controller(),
            request.version(),
            request.claim(),
            request.channel(),
            request.receivedAt(),
            request.receivedOn(),
            request.isExtended(),
            request.verification(),
            request.subject(),
            request.isGranted(),
            request.tombstone(),
            request.arePapersErased(),
            List.copyOf(request.tasks()),
            request.isPlanned(),
            request.allSettled(),
            request.hasOpenWork(),
            request.isFulfilledInFull(),
            request.header()));
    return all;
  }
}
