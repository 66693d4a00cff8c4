package io.github.gdprkit.request;

import io.github.gdprkit.deadline.Pause;
import io.github.gdprkit.deadline.PauseReason;
import io.github.gdprkit.deadline.ResponseDeadline;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data subject's request (Art. 12, 15 to 22): what follows from its events, and what can happen
 * to it next. Immutable and free of personal data; who it is about stands in its {@link
 * RequestFile}.
 *
 * <p>{@link #then} is the only way to a further state and refuses what must not happen: an illegal
 * move of the status, a decision to act without a verified identity, work without a decision.
 */
public final class DataSubjectRequest {

  private final RequestId id;
  private final PartyId controller;
  private final Received received;
  private long version;
  private RequestStatus status = RequestStatus.RECEIVED;
  private ResponseDeadline deadline;
  private List<Pause> pauses = List.of();
  private @Nullable Extended extended;
  private @Nullable IdentityConfirmed identity;
  private @Nullable RequestId original;
  private @Nullable String papersFingerprint;
  private @Nullable Decided decided;
  private @Nullable Tombstone tombstone;
  private @Nullable Instant closedAt;
  private boolean papersErased;
  private Map<TaskId, TaskState> tasks = Map.of();
  private Map<TaskId, Integer> rounds = Map.of();
  private Map<HookId, RefusalGround> kept = Map.of();

  private DataSubjectRequest(RequestId id, PartyId controller, Received received) {
    this.id = id;
    this.controller = controller;
    this.received = received;
    this.deadline = received.deadline();
    this.version = 1;
  }

  private DataSubjectRequest(DataSubjectRequest before) {
    this(before.id, before.controller, before.received);
    version = before.version + 1;
    status = before.status;
    deadline = before.deadline;
    pauses = before.pauses;
    extended = before.extended;
    identity = before.identity;
    original = before.original;
    papersFingerprint = before.papersFingerprint;
    decided = before.decided;
    tombstone = before.tombstone;
    closedAt = before.closedAt;
    papersErased = before.papersErased;
    tasks = before.tasks;
    rounds = before.rounds;
    kept = before.kept;
  }

  /** The request whose first event this is. */
  public static DataSubjectRequest begin(RequestId id, PartyId controller, Received received) {
    return new DataSubjectRequest(id, controller, received);
  }

  /**
   * The request that these events make.
   *
   * @throws IllegalArgumentException when the first is not its receipt, or one cannot be read
   * @throws IllegalTransitionException when one cannot follow those before it
   */
  public static DataSubjectRequest of(RequestId id, PartyId controller, List<RequestEvent> events) {
    if (events.isEmpty() || !(events.get(0) instanceof Received received)) {
      throw new IllegalArgumentException("Request " + id + " does not begin with its receipt");
    }
    DataSubjectRequest request = begin(id, controller, received);
    for (RequestEvent event : events.subList(1, events.size())) {
      request = request.then(event);
    }
    return request;
  }

  /** The request that this evidence tells of; as {@link #of(RequestId, PartyId, List)}. */
  public static DataSubjectRequest read(
      RequestId id, PartyId controller, List<EvidenceEntry> entries) {
    return of(id, controller, entries.stream().map(RequestEvents::read).toList());
  }

  /**
   * The request after one more event.
   *
   * @throws IllegalTransitionException when that cannot happen to it now, with what can
   */
  public DataSubjectRequest then(RequestEvent event) {
    DataSubjectRequest next = new DataSubjectRequest(this);
    next.apply(event);
    return next;
  }

  /** Each event refuses before it changes anything. */
  private void apply(RequestEvent event) {
    if (event instanceof Received) {
      throw refuse(event, "it was received already");
    } else if (event instanceof IdentityAsked asked) {
      moveTo(RequestStatus.AWAITING_IDENTITY, event);
      pause(new Pause(PauseReason.IDENTITY, asked.askedOn(), null, asked.asked()));
      deadline = asked.deadline();
    } else if (event instanceof IdentityConfirmed confirmed) {
      require(identity == null, event, "the identity is verified already");
      moveTo(RequestStatus.IN_PROGRESS, event);
      identity = confirmed;
      resume(PauseReason.IDENTITY, confirmed.answeredOn());
      deadline = confirmed.deadline();
    } else if (event instanceof PapersBound bound) {
      requireVerified(event);
      requireOpen(event);
      require(decided == null, event, "it is decided already");
      papersFingerprint = bound.fingerprint();
    } else if (event instanceof LinkedToOriginal linked) {
      requireVerified(event);
      requireOpen(event);
      require(decided == null, event, "it is decided already");
      require(original == null, event, "it is linked already");
      require(!linked.original().equals(id), event, "a request cannot be its own original");
      original = linked.original();
    } else if (event instanceof ReleasedFromOriginal) {
      requireOpen(event);
      require(original != null, event, "it is not linked to another request");
      original = null;
    } else if (event instanceof ClarificationAsked asked) {
      require(decided == null, event, "it is decided already");
      requireOnItsOwn(event);
      moveTo(RequestStatus.AWAITING_CLARIFICATION, event);
      pause(new Pause(PauseReason.CLARIFICATION, asked.askedOn(), null, asked.asked()));
      deadline = asked.deadline();
    } else if (event instanceof ClarificationAnswered answered) {
      require(
          status == RequestStatus.AWAITING_CLARIFICATION, event, "no clarification was asked for");
      moveTo(RequestStatus.IN_PROGRESS, event);
      resume(PauseReason.CLARIFICATION, answered.answeredOn());
      deadline = answered.deadline();
    } else if (event instanceof Extended newExtended) {
      requireOpen(event);
      require(extended == null, event, "it was extended already, and can be only once");
      extended = newExtended;
      deadline = newExtended.deadline();
    } else if (event instanceof Decided newDecided) {
      decide(newDecided);
    } else {
      applyWork(event);
    }
  }

  private void applyWork(RequestEvent event) {
    if (event instanceof TaskPlanned planned) {
      requireGranted(event);
      require(status == RequestStatus.IN_PROGRESS, event, "it is closed");
      require(!tasks.containsKey(planned.task()), event, "the task is planned already");
      put(TaskState.planned(planned.task(), planned.kind(), planned.hook()));
    } else if (event instanceof DataKept newKept) {
      requireGranted(event);
      require(status == RequestStatus.IN_PROGRESS, event, "it is closed");
      Map<HookId, RefusalGround> more = new LinkedHashMap<>(kept);
      more.put(newKept.hook(), newKept.ground());
      kept = Collections.unmodifiableMap(more);
    } else if (event instanceof ErasureBegun begun) {
      requireGranted(event);
      require(claim() == Claim.ERASURE, event, "it does not ask for erasure");
      // All of it can have been deferred until after the request was closed.
      require(
          status == RequestStatus.IN_PROGRESS
              || status == RequestStatus.PARTLY_FULFILLED && !allSettled(),
          event,
          "it is closed");
      require(tombstone == null, event, "the erasure began already");
      tombstone = begun.tombstone();
    } else if (event instanceof TaskStarted started) {
      TaskState task = workable(started.task(), event);
      require(
          task.status() == TaskStatus.PENDING
              || task.status() == TaskStatus.FAILED
              || task.status() == TaskStatus.RUNNING,
          event,
          "task " + task.id() + " is " + task.status());
      put(task.started());
    } else if (event instanceof TaskDone done) {
      TaskState task = workable(done.task(), event);
      requireRunning(task, event);
      put(task.done(done.records(), done.retained()));
    } else if (event instanceof TaskFailed failed) {
      TaskState task = workable(failed.task(), event);
      requireRunning(task, event);
      put(task.failed(failed.error(), failed.remaining()));
      if (failed.isAnswered()) {
        Map<TaskId, Integer> more = new LinkedHashMap<>(rounds);
        more.merge(task.id(), 1, Integer::sum);
        rounds = Collections.unmodifiableMap(more);
      }
    } else if (event instanceof TaskDeferred deferred) {
      TaskState task = workable(deferred.task(), event);
      require(
          task.status() != TaskStatus.DONE && task.status() != TaskStatus.DEFERRED,
          event,
          "task " + task.id() + " is " + task.status());
      put(task.deferred(deferred.hold()));
    } else if (event instanceof TaskReopened reopened) {
      TaskState task = known(reopened.task(), event);
      require(
          task.status() == TaskStatus.DEFERRED, event, "task " + task.id() + " is not deferred");
      require(!papersErased, event, "the papers are erased");
      require(status != RequestStatus.WITHDRAWN, event, "it was withdrawn");
      put(task.reopened());
    } else if (event instanceof TaskClosedByHand closed) {
      TaskState task = workable(closed.task(), event);
      require(
          task.status() == TaskStatus.MANUAL || task.status() == TaskStatus.FAILED,
          event,
          "task " + task.id() + " is " + task.status() + " and waits for no person");
      put(task.closedByHand(closed.result()));
    } else if (event instanceof Fulfilled fulfilled) {
      fulfil(fulfilled);
    } else if (event instanceof Withdrawn) {
      moveTo(RequestStatus.WITHDRAWN, event);
    } else if (event instanceof ClosedWithOriginal closed) {
      require(original != null, event, "it is not linked to another request");
      require(
          closed.status().isFinal() && closed.status() != RequestStatus.WITHDRAWN,
          event,
          "it closes as its original does, and not when that is taken back");
      moveTo(closed.status(), event);
    } else if (event instanceof PapersErased) {
      require(status.isFinal(), event, "it is open, and its papers are needed");
      require(!hasOpenWork(), event, "it has work to do yet, and its papers are needed");
      require(!papersErased, event, "they are erased already");
      papersErased = true;
    } else {
      throw new IllegalArgumentException(
          "No way to apply " + event.getClass().getSimpleName() + " to a request; add one here");
    }
  }

  private void decide(Decided newDecided) {
    require(decided == null, newDecided, "it is decided already");
    requireOnItsOwn(newDecided);
    if (newDecided.decision() instanceof Decision.Refused) {
      moveTo(RequestStatus.REFUSED, newDecided);
    } else {
      requireVerified(newDecided);
      require(
          status == RequestStatus.IN_PROGRESS,
          newDecided,
          "it can be granted only while it is IN_PROGRESS");
    }
    decided = newDecided;
  }

  private void fulfil(Fulfilled fulfilled) {
    requireGranted(fulfilled);
    require(
        fulfilled.status() == RequestStatus.FULFILLED
            || fulfilled.status() == RequestStatus.PARTLY_FULFILLED,
        fulfilled,
        "fulfilled is not " + fulfilled.status());
    require(allSettled(), fulfilled, "there is work to do yet");
    require(
        fulfilled.status() == RequestStatus.PARTLY_FULFILLED || isFulfilledInFull(),
        fulfilled,
        "a part of it was not done");
    moveTo(fulfilled.status(), fulfilled);
  }

  private void moveTo(RequestStatus to, RequestEvent event) {
    if (!status.next().contains(to)) {
      throw new IllegalTransitionException(id, status, to);
    }
    status = to;
    if (to.isFinal()) {
      closedAt = event.at();
    }
  }

  private void pause(Pause pause) {
    List<Pause> more = new ArrayList<>(pauses);
    more.add(pause);
    pauses = List.copyOf(more);
  }

  private void resume(PauseReason reason, LocalDate answeredOn) {
    pauses =
        pauses.stream()
            .map(
                pause ->
                    pause.isOpen() && pause.reason() == reason ? pause.answered(answeredOn) : pause)
            .toList();
  }

  private void put(TaskState task) {
    Map<TaskId, TaskState> more = new LinkedHashMap<>(tasks);
    more.put(task.id(), task);
    tasks = Collections.unmodifiableMap(more);
  }

  private TaskState known(TaskId task, RequestEvent event) {
    TaskState state = tasks.get(task);
    if (state == null) {
      throw refuse(event, "it has no task " + task);
    }
    return state;
  }

  /** The task, if work on it may happen: while the request is open, or was re-opened for it. */
  private TaskState workable(TaskId task, RequestEvent event) {
    TaskState state = known(task, event);
    require(!papersErased, event, "the papers are erased");
    require(
        status == RequestStatus.IN_PROGRESS
            || status == RequestStatus.PARTLY_FULFILLED && !state.isSettled(),
        event,
        "it is " + status);
    return state;
  }

  private void requireRunning(TaskState task, RequestEvent event) {
    require(task.status() == TaskStatus.RUNNING, event, "task " + task.id() + " was not started");
  }

  private void requireVerified(RequestEvent event) {
    require(identity != null, event, "the identity is not verified; confirm it first");
  }

  private void requireOnItsOwn(RequestEvent event) {
    require(original == null, event, "it is answered with request " + original);
  }

  private void requireOpen(RequestEvent event) {
    require(!status.isFinal(), event, "it is closed");
  }

  private void requireGranted(RequestEvent event) {
    requireVerified(event);
    requireOnItsOwn(event);
    require(isGranted(), event, "nothing was granted");
  }

  private void require(boolean holds, RequestEvent event, String otherwise) {
    if (!holds) {
      throw refuse(event, otherwise);
    }
  }

  private IllegalTransitionException refuse(RequestEvent event, String why) {
    return new IllegalTransitionException(id, status, event.getClass().getSimpleName(), why);
  }

  /** Its name. */
  public RequestId id() {
    return id;
  }

  /** Who answers it. */
  public PartyId controller() {
    return controller;
  }

  /** How many events it has. */
  public long version() {
    return version;
  }

  /** What is asked for. */
  public Claim claim() {
    return received.claim();
  }

  /** How it came. */
  public IntakeChannel channel() {
    return received.channel();
  }

  /** UTC instant of the true receipt. */
  public Instant receivedAt() {
    return received.receivedAt();
  }

  /** Civil day of the true receipt, where the controller acts. */
  public LocalDate receivedOn() {
    return received.deadline().receivedOn();
  }

  /** Where it stands. */
  public RequestStatus status() {
    return status;
  }

  /** Until when it has to be answered, and what that was counted with. */
  public ResponseDeadline deadline() {
    return deadline;
  }

  /** The questions that were asked, each with its answer if there is one. */
  public List<Pause> pauses() {
    return pauses;
  }

  /** Whether two further months were taken. */
  public boolean isExtended() {
    return extended != null;
  }

  /** Why two further months were taken. */
  public Optional<Extended> extension() {
    return Optional.ofNullable(extended);
  }

  /** How the person was identified, if they were. */
  public Optional<Verification> verification() {
    return Optional.ofNullable(identity).map(IdentityConfirmed::verification);
  }

  /** Whose it is, once that is verified. */
  public Optional<SubjectKey> subject() {
    return Optional.ofNullable(identity).map(IdentityConfirmed::subject);
  }

  /** The fingerprint of what the papers have to say, once that is written down. */
  public Optional<String> papersFingerprint() {
    return Optional.ofNullable(papersFingerprint);
  }

  /** The request that this one is answered with. */
  public Optional<RequestId> original() {
    return Optional.ofNullable(original);
  }

  /** What was decided, and who did when. */
  public Optional<Decided> decided() {
    return Optional.ofNullable(decided);
  }

  /** Whether it was decided that something shall be done. */
  public boolean isGranted() {
    return decided != null && !(decided.decision() instanceof Decision.Refused);
  }

  /** Who stands in the person's place, once the destructive part of an erasure began. */
  public Optional<Tombstone> tombstone() {
    return Optional.ofNullable(tombstone);
  }

  /** UTC instant at which it was closed. */
  public Optional<Instant> closedAt() {
    return Optional.ofNullable(closedAt);
  }

  /** Whether the working papers are erased. */
  public boolean arePapersErased() {
    return papersErased;
  }

  /** The pieces of work, in the order in which they were planned. */
  public Collection<TaskState> tasks() {
    return tasks.values();
  }

  /** The piece of work of this name. */
  public Optional<TaskState> task(TaskId task) {
    return Optional.ofNullable(tasks.get(task));
  }

  /**
   * How often a hook answered that it was done with a piece of work, or how to go on, and that was
   * not so. Calls after that are not repetitions of those before.
   */
  public int rounds(TaskId task) {
    return rounds.getOrDefault(task, 0);
  }

  /** The hooks whose data is left as it is, and why. */
  public Map<HookId, RefusalGround> kept() {
    return kept;
  }

  /** Whether work was planned. */
  public boolean isPlanned() {
    return !tasks.isEmpty() || !kept.isEmpty();
  }

  /** Whether each piece of work is done or deferred. */
  public boolean allSettled() {
    return tasks.values().stream().allMatch(TaskState::isSettled);
  }

  /** Whether there is work that is not done, deferred work included. */
  public boolean hasOpenWork() {
    return status != RequestStatus.WITHDRAWN
        && tasks.values().stream().anyMatch(task -> task.status() != TaskStatus.DONE);
  }

  /** Whether nothing of what was asked for was refused, kept, retained, deferred or impossible. */
  public boolean isFulfilledInFull() {
    return decided != null
        && decided.decision() instanceof Decision.Granted
        && kept.isEmpty()
        && tasks.values().stream()
            .allMatch(
                task ->
                    task.status() == TaskStatus.DONE
                        && task.retained() == 0
                        && task.manualResult() != ManualResult.NOT_POSSIBLE);
  }

  /** What a store keeps to find it by. */
  public RequestHeader header() {
    return new RequestHeader(
        id,
        controller,
        claim(),
        status,
        version,
        receivedOn(),
        status.isFinal() ? null : deadline.lastDay(),
        identity == null ? null : identity.subject(),
        original);
  }

  @Override
  public String toString() {
    return "DataSubjectRequest[" + id + ", " + claim() + ", " + status + "]";
  }
}
