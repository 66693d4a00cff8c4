package io.github.gdprkit.request;

import io.github.gdprkit.hook.HookId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a piece of work stands. Follows from the events of its request.
 *
 * @param id its name
 * @param kind what it does
 * @param hook on whose data, {@code null} when it is not one hook's
 * @param status how far it is
 * @param attempts how often it was begun
 * @param records how many records were dealt with
 * @param retained how many records were kept, as the hook's rule says
 * @param remaining how many records a verification found left, 0 when it found none or never looked
 * @param error the type of the last failure, or {@code null}
 * @param hold the legal hold that is on it, or {@code null}
 * @param manualResult what a person said who did it by hand, or {@code null}
 */
public record TaskState(
    TaskId id,
    TaskKind kind,
    @Nullable HookId hook,
    TaskStatus status,
    int attempts,
    long records,
    long retained,
    long remaining,
    @Nullable String error,
    @Nullable String hold,
    @Nullable ManualResult manualResult) {

  /** Refuses {@code null} where it has no meaning. */
  public TaskState {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(status, "status");
  }

  static TaskState planned(TaskId id, TaskKind kind, @Nullable HookId hook) {
    TaskStatus status = kind.isManual() ? TaskStatus.MANUAL : TaskStatus.PENDING;
    return new TaskState(id, kind, hook, status, 0, 0, 0, 0, null, null, null);
  }

  /** Whether nothing is to be done about it before something from outside happens. */
  public boolean isSettled() {
    return status == TaskStatus.DONE || status == TaskStatus.DEFERRED;
  }

  TaskState started() {
    return new TaskState(
        id,
        kind,
        hook,
        TaskStatus.RUNNING,
        attempts + 1,
        records,
        retained,
        0,
        null,
        null,
        manualResult);
  }

  TaskState done(long newRecords, long newRetained) {
    return new TaskState(
        id, kind, hook, TaskStatus.DONE, attempts, newRecords, newRetained, 0, null, null, null);
  }

  TaskState failed(String newError, long newRemaining) {
    return new TaskState(
        id,
        kind,
        hook,
        TaskStatus.FAILED,
        attempts,
        records,
        retained,
        newRemaining,
        newError,
        null,
        null);
  }

  TaskState deferred(String newHold) {
    return new TaskState(
        id,
        kind,
        hook,
        TaskStatus.DEFERRED,
        attempts,
        records,
        retained,
        remaining,
        null,
        newHold,
        null);
  }

  /** As it was when it was planned: what a person does waits for the person again. */
  TaskState reopened() {
    TaskStatus again = planned(id, kind, hook).status();
    return new TaskState(id, kind, hook, again, attempts, records, retained, 0, null, null, null);
  }

  TaskState closedByHand(ManualResult result) {
    return new TaskState(
        id, kind, hook, TaskStatus.DONE, attempts, records, retained, 0, null, null, result);
  }
}
