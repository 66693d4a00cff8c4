package io.github.gdprkit.propagation;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an instruction stands. Follows from its evidence, and from the sheet beside it for the
 * words: once those are erased, names and reasons are gone.
 *
 * @param id its name
 * @param kind what the recipient is told to do
 * @param request the request that it follows from
 * @param task the task of the request that it answers; of a lifting, the one of the restriction
 * @param recipient who is told
 * @param status how far it is
 * @param answerBy civil day until which an answer is expected
 * @param isDelivered whether it was given to the recipient's gateway, or to people
 * @param failures how often in a row the recipient could not be reached
 * @param error the type of the last failure, or {@code null}
 * @param againAt UTC instant before which it is not tried again, or {@code null}
 * @param overdueOn civil day on which it was first seen that no answer came in time, or {@code
 *     null}
 * @param refusal why the recipient refused, or {@code null}
 * @param records how many records it dealt with
 * @param settlement how a person settled it, or {@code null}
 * @param reason why, in words for the data subject; empty when it was not settled
 * @param by who said the last of it
 * @param version how many entries its evidence has
 */
public record InstructionState(
    InstructionId id,
    InstructionKind kind,
    RequestId request,
    TaskId task,
    Recipient recipient,
    InstructionStatus status,
    LocalDate answerBy,
    boolean isDelivered,
    int failures,
    @Nullable String error,
    @Nullable Instant againAt,
    @Nullable LocalDate overdueOn,
    GatewayAnswer.@Nullable Refused refusal,
    long records,
    @Nullable Settlement settlement,
    String reason,
    Actor by,
    long version) {

  /** Refuses {@code null} where it has no meaning. */
  public InstructionState {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(answerBy, "answerBy");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(by, "by");
  }

  /** Whether the recipient still owes an answer that was expected before this day. */
  public boolean isOverdue(LocalDate on) {
    return isWaitedFor() && on.isAfter(answerBy);
  }

  /** Whether the recipient is to say something. */
  boolean isWaitedFor() {
    return status == InstructionStatus.INSTRUCTED || status == InstructionStatus.ACKNOWLEDGED;
  }

  /** Leaves the recipient and the words out. */
  @Override
  public String toString() {
    return "InstructionState[" + id + ", " + kind + ", " + status + "]";
  }
}
