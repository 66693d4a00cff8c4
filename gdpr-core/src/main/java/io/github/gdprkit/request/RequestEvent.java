package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.deadline.ResponseDeadline;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.subject.SubjectKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a request. What a request is follows from its events alone, and the
 * events are kept as the evidence of it, so they hold no personal data and no free text.
 */
public sealed interface RequestEvent {

  /** UTC instant at which it was recorded. */
  Instant at();

  /** Who did it. */
  Actor by();

  /**
   * The request came in.
   *
   * @param claim what is asked for
   * @param channel how it came
   * @param receivedAt UTC instant of the true receipt, which can lie before it was recorded
   * @param deadline until when to answer
   */
  record Received(
      Instant at,
      Actor by,
      Claim claim,
      IntakeChannel channel,
      Instant receivedAt,
      ResponseDeadline deadline)
      implements RequestEvent {}

  /**
   * The person was asked to prove who they are (Art. 12(6)).
   *
   * @param askedOn civil day of the question
   * @param asked whether that was without undue delay, so that the clock stands
   * @param deadline until when to answer now
   */
  record IdentityAsked(
      Instant at, Actor by, LocalDate askedOn, AskedWhen asked, ResponseDeadline deadline)
      implements RequestEvent {}

  /**
   * The person is who they say they are.
   *
   * @param verification how that was found
   * @param subject who they are
   * @param answeredOn civil day of the answer
   * @param deadline until when to answer now
   */
  record IdentityConfirmed(
      Instant at,
      Actor by,
      Verification verification,
      SubjectKey subject,
      LocalDate answeredOn,
      ResponseDeadline deadline)
      implements RequestEvent {}

  /**
   * The papers say who it is about and what shall be put right. From then on nothing is done on
   * papers that say otherwise.
   *
   * @param fingerprint a keyed fingerprint of both
   */
  record PapersBound(Instant at, Actor by, String fingerprint) implements RequestEvent {}

  /** The person has an open request of the same kind, and this one is answered with it. */
  record LinkedToOriginal(Instant at, Actor by, RequestId original) implements RequestEvent {}

  /** The original was taken back, and this one stands on its own again. */
  record ReleasedFromOriginal(Instant at, Actor by) implements RequestEvent {}

  /**
   * The person was asked which of a large quantity of data is meant (recital 63).
   *
   * @param askedOn civil day of the question
   * @param asked whether that was without undue delay, so that the clock stands
   * @param deadline until when to answer now
   */
  record ClarificationAsked(
      Instant at, Actor by, LocalDate askedOn, AskedWhen asked, ResponseDeadline deadline)
      implements RequestEvent {}

  /**
   * The person said what is meant.
   *
   * @param answeredOn civil day of the answer
   * @param deadline until when to answer now
   */
  record ClarificationAnswered(
      Instant at, Actor by, LocalDate answeredOn, ResponseDeadline deadline)
      implements RequestEvent {}

  /**
   * The time limit was extended, and the person told within the first month why (Art. 12(3)).
   *
   * @param reason why
   * @param noticeOn civil day on which the person was told
   * @param deadline until when to answer now
   */
  record Extended(
      Instant at, Actor by, ExtensionReason reason, LocalDate noticeOn, ResponseDeadline deadline)
      implements RequestEvent {}

  /** It was decided what shall be done. A refusal of the whole closes the request. */
  record Decided(Instant at, Actor by, Decision decision) implements RequestEvent {}

  /**
   * A piece of work was found necessary.
   *
   * @param task its name
   * @param kind what it does
   * @param hook on whose data, {@code null} when it is not one hook's
   */
  record TaskPlanned(Instant at, Actor by, TaskId task, TaskKind kind, @Nullable HookId hook)
      implements RequestEvent {}

  /**
   * The data of a hook is left as it is, although it is of the kind that was asked for.
   *
   * @param hook whose data
   * @param ground why
   */
  record DataKept(Instant at, Actor by, HookId hook, RefusalGround ground)
      implements RequestEvent {}

  /**
   * The destructive part begins: the ledger outside the database has it.
   *
   * @param tombstone who stands in the person's place in content that stays
   */
  record ErasureBegun(Instant at, Actor by, Tombstone tombstone) implements RequestEvent {}

  /** A hook is about to be called. */
  record TaskStarted(Instant at, Actor by, TaskId task) implements RequestEvent {}

  /**
   * A piece of work is done, and verified where that is possible.
   *
   * @param records how many records were dealt with
   * @param retained how many were kept, as the hook's rule says
   */
  record TaskDone(Instant at, Actor by, TaskId task, long records, long retained)
      implements RequestEvent {}

  /**
   * A piece of work failed.
   *
   * @param error the type of what was thrown, or a code; no message
   * @param remaining how many records the hook says are left, 0 when that is not known
   */
  record TaskFailed(Instant at, Actor by, TaskId task, String error, long remaining)
      implements RequestEvent {

    /** What a hook answered that is no use, as failures name it. */
    private static final Set<String> UNUSABLE =
        Set.of(Codes.ofName("STOOD_STILL"), Codes.ofName("RETURNED_NOTHING"));

    /** Cuts the error to the letters that evidence has, so that it reads back equal. */
    public TaskFailed {
      error = Codes.ofName(error);
    }

    /**
     * Whether the hook came back with an answer that is no use. Else nobody knows what it did, and
     * it is asked the same again.
     */
    boolean isAnswered() {
      return remaining > 0 || UNUSABLE.contains(error);
    }
  }

  /**
   * A legal hold is on the work.
   *
   * @param hold which one
   */
  record TaskDeferred(Instant at, Actor by, TaskId task, String hold) implements RequestEvent {}

  /** The hold is released, and the work can go on. */
  record TaskReopened(Instant at, Actor by, TaskId task) implements RequestEvent {}

  /**
   * A person did by hand what there was to do, and noted it in the papers; or, with {@link
   * Actor#SYSTEM}, a recipient did what it was told.
   */
  record TaskClosedByHand(Instant at, Actor by, TaskId task, ManualResult result)
      implements RequestEvent {}

  /**
   * Everything there was to do is done, as far as it can be.
   *
   * @param status {@link RequestStatus#FULFILLED} or {@link RequestStatus#PARTLY_FULFILLED}
   */
  record Fulfilled(Instant at, Actor by, RequestStatus status) implements RequestEvent {}

  /** The person took the request back. */
  record Withdrawn(Instant at, Actor by) implements RequestEvent {}

  /**
   * The request that this one is answered with was closed, and this one with it.
   *
   * @param status how
   */
  record ClosedWithOriginal(Instant at, Actor by, RequestStatus status) implements RequestEvent {}

  /** The working papers were erased. */
  record PapersErased(Instant at, Actor by) implements RequestEvent {}
}
