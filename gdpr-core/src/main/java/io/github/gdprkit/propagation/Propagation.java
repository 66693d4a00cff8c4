package io.github.gdprkit.propagation;

import io.github.gdprkit.erasure.RestoreDetectedException;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.fulfilment.RecipientNotice;
import io.github.gdprkit.fulfilment.RecipientNotices;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.IllegalTransitionException;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telling recipients and processors of erasure, rectification and restriction, and what they answer
 * (Art. 19, 28(3)(e)).
 *
 * <p>{@link Requests#fulfil} tells the recipients, each through its gateway, or puts it on the list
 * of people. From then on call {@link #follow()} from time to time: it asks for answers, tries
 * again what could not be reached, notes who is late, and closes the requests that were waiting. A
 * request is closed only when every recipient has answered or a person decided, with a reason.
 *
 * <p>After a crash at any point the same calls go on: nobody is forgotten, and who is told again is
 * told under the same id. Safe for use by many threads and processes. {@code GdprKit} makes it.
 */
public final class Propagation {

  private static final Logger LOG = LoggerFactory.getLogger(Propagation.class);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** Losing more often than this against other writers is no accident. */
  private static final int ATTEMPTS = 100;

  private final Instructions instructions;
  private final Requests requests;

  /** What follows these instructions of these requests up. */
  public Propagation(Instructions instructions, Requests requests) {
    this.instructions = Objects.requireNonNull(instructions, "instructions");
    this.requests = Objects.requireNonNull(requests, "requests");
  }

  // Following up

  /**
   * Goes on with every instruction, as far as it goes now. One request that fails does not keep the
   * others from being gone on with.
   *
   * @throws RestoreDetectedException when a backup was restored and is not replayed yet
   */
  public FollowUp follow() {
    List<InstructionState> open = new ArrayList<>();
    Map<RequestId, String> failures = new HashMap<>();
    for (RequestId request : instructions.requests()) {
      try {
        open.addAll(follow(request));
      } catch (RestoreDetectedException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.warn(
            "The instructions of request {} could not be followed up: {}",
            request,
            e.getClass().getName());
        failures.put(request, e.getClass().getName());
      }
    }
    return new FollowUp(open, failures);
  }

  /**
   * Goes on with the instructions of a request, as far as it goes now.
   *
   * @return those that are not settled yet
   * @throws io.github.gdprkit.request.RequestNotFoundException when there is no such request
   */
  public List<InstructionState> follow(RequestId id) {
    Map<TaskId, RecipientNotice> notices = new HashMap<>();
    requests.noticesFor(id).forEach(notice -> notices.put(notice.task(), notice));
    List<InstructionState> open = new ArrayList<>();
    for (InstructionState before : instructions.of(requests.get(id))) {
      InstructionState after = follow(before, notices.get(before.task()));
      if (after.status().isFinal()) {
        close(after);
      } else {
        open.add(after);
      }
    }
    DataSubjectRequest request = requests.get(id);
    if (request.isGranted()
        && request.status() == RequestStatus.IN_PROGRESS
        && request.allSettled()) {
      // A crash came between the last task and the end of the request.
      requests.fulfil(id);
    }
    return open;
  }

  private InstructionState follow(InstructionState state, @Nullable RecipientNotice notice) {
    if (state.status().isFinal()) {
      return state;
    }
    DataSubjectRequest request = requests.get(state.request());
    boolean isOver =
        request.status() == RequestStatus.WITHDRAWN
            || state.kind() == InstructionKind.LIFTING && request.arePapersErased();
    if (isOver) {
      return instructions.settle(state.id(), Settlement.CALLED_OFF, "", Actor.SYSTEM);
    }
    TaskState task = request.task(state.task()).orElse(null);
    if (task != null && closesTask(state) && task.manualResult() != null) {
      return closedByHand(state, task);
    }
    if (closesTask(state) && !waits(task)) {
      return instructions.noteIfOverdue(state);
    }
    return instructions.pursue(state, notice);
  }

  /** A person closed the task itself, so there is no answer to wait for any more. */
  private InstructionState closedByHand(InstructionState state, TaskState task) {
    return switch (Objects.requireNonNull(task.manualResult(), "result")) {
      case DONE, NOTHING_THERE ->
          instructions.record(state.id(), new GatewayAnswer.Done(0), Actor.SYSTEM);
      case NOT_POSSIBLE -> instructions.settle(state.id(), Settlement.GIVEN_UP, "", Actor.SYSTEM);
    };
  }

  private static boolean waits(@Nullable TaskState task) {
    return task != null && task.status() == TaskStatus.MANUAL;
  }

  private static boolean closesTask(InstructionState state) {
    return state.kind() != InstructionKind.LIFTING;
  }

  /** Closes the task of the request, unless it is closed already. */
  private void close(InstructionState state) {
    RecipientNotices.Result result = Instructions.result(state).orElseThrow();
    for (int attempt = 1; closesTask(state) && attempt <= ATTEMPTS; attempt++) {
      DataSubjectRequest request = requests.get(state.request());
      if (!waits(request.task(state.task()).orElse(null))
          || request.status() == RequestStatus.WITHDRAWN) {
        return;
      }
      String note = state.reason().isBlank() ? "The recipient answered." : state.reason();
      try {
        requests.closeTask(request.id(), state.task(), result.result(), note, result.by());
        return;
      } catch (StaleRequestException | IllegalTransitionException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        // Somebody else took a step of the request meanwhile; it is read again.
      }
    }
  }

  // What people do

  /**
   * What a person has to tell a recipient, in words. Who it is about stands in the papers of the
   * request, and not in here.
   *
   * @throws InstructionNotFoundException when there is no such instruction
   */
  public String words(InstructionId id) {
    InstructionState state = instructions.get(id);
    List<String> data =
        requests.noticesFor(state.request()).stream()
            .filter(notice -> notice.task().equals(state.task()))
            .findFirst()
            .map(RecipientNotice::data)
            .orElse(List.of());
    return "Tell "
        + state.recipient().name()
        + " to "
        + state.kind().text()
        + " (Art. 19)"
        + (data.isEmpty() ? "." : ". It got: " + String.join(", ", data) + ".")
        + " Who the person is"
        + (state.kind() == InstructionKind.RECTIFICATION ? ", and what is right," : "")
        + " stands in the papers of request "
        + state.request()
        + ". Ask it to answer by "
        + state.answerBy().format(DATE)
        + ", naming "
        + id
        + ". Then record what it answers; if it cannot be told, or does not answer, settle it and"
        + " say why.";
  }

  /**
   * Records what a person heard from a recipient, and closes the task of the request when that is
   * that it is done.
   *
   * @throws InstructionNotFoundException when there is no such instruction
   * @throws IllegalInstructionMoveException when it is settled already, or stands there already
   */
  public InstructionState record(InstructionId id, GatewayAnswer answer, Actor by) {
    InstructionState after = instructions.record(id, answer, by);
    if (after.status().isFinal()) {
      close(after);
    }
    return after;
  }

  /**
   * Decides that an instruction is settled without the recipient, and closes the task of the
   * request.
   *
   * @param reason why, in words that the data subject will read
   * @throws IllegalArgumentException without a reason, or when it is {@link Settlement#CALLED_OFF},
   *     which nobody decides
   * @throws InstructionNotFoundException when there is no such instruction
   * @throws IllegalInstructionMoveException when it is settled already
   */
  public InstructionState settle(InstructionId id, Settlement settlement, String reason, Actor by) {
    if (reason.isBlank() || settlement == Settlement.CALLED_OFF) {
      throw new IllegalArgumentException(
          "Who settles an instruction without the recipient says how, and why: the data subject"
              + " reads it");
    }
    InstructionState after = instructions.settle(id, settlement, reason, by);
    close(after);
    return after;
  }

  // Looking

  /**
   * The instruction.
   *
   * @throws InstructionNotFoundException when there is none of this id
   */
  public InstructionState get(InstructionId id) {
    return instructions.get(id);
  }

  /**
   * The instructions of a request, in the order of its tasks.
   *
   * @throws io.github.gdprkit.request.RequestNotFoundException when there is no such request
   */
  public List<InstructionState> of(RequestId id) {
    return instructions.of(requests.get(id));
  }

  /** All instructions that are not settled yet: those that wait for recipients, and for people. */
  public List<InstructionState> open() {
    return instructions.open();
  }

  /** The recipients that still owe an answer that was expected before this day. */
  public List<InstructionState> overdue(LocalDate on) {
    return instructions.open().stream()
        .filter(state -> state.isOverdue(on))
        .filter(this::isStillAsked)
        .toList();
  }

  private boolean isStillAsked(InstructionState state) {
    DataSubjectRequest request = requests.get(state.request());
    return request.status() != RequestStatus.WITHDRAWN
        && (!closesTask(state) || waits(request.task(state.task()).orElse(null)));
  }

  /**
   * Who had the data of a request as well, and what came of telling them: what the person learns
   * who asks for it (Art. 19).
   */
  public List<RecipientTold> recipientsTold(RequestId id) {
    return requests.recipientsTold(id);
  }
}
