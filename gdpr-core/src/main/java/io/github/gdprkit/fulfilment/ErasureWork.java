package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Assignment;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.request.TaskCheckpoint;
import io.github.gdprkit.request.TaskCheckpoint.Phase;
import io.github.gdprkit.request.TaskId;
import org.jspecify.annotations.Nullable;

/** Drives one hook through an erasure, batch by batch, from a checkpoint to the verification. */
final class ErasureWork {

  private final TaskId task;
  private final HookId id;
  private final ErasureHook hook;
  private final Scope scope;
  private final ErasureSlice first;
  private @Nullable String cursor;
  private @Nullable String milestone;
  private long records;
  private long retained;
  private long remaining;
  private int batches;
  private Phase phase;

  ErasureWork(
      ErasureHook hook,
      Approval approval,
      Scope scope,
      Tombstone tombstone,
      int batchRecords,
      Assignment assignment,
      TaskCheckpoint from) {
    this.task = from.task();
    this.id = hook.declaration().id();
    this.hook = hook;
    this.scope = scope;
    this.first = ErasureSlice.first(approval, scope, tombstone, batchRecords, assignment);
    this.cursor = from.cursor();
    this.records = from.records();
    this.retained = from.retained();
    this.phase = from.phase();
  }

  /** Where the work on a task begins that nothing was done on. */
  static TaskCheckpoint start(TaskId task) {
    return new TaskCheckpoint(task, null, 0, 0, Phase.ACTING);
  }

  /** Asks for one batch; gives what went wrong, or {@code null}. */
  @Nullable HookFailure batch() {
    batches++;
    ErasureBatch batch;
    try {
      batch = hook.erase(cursor == null ? first : first.next(cursor));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return HookFailures.threw(id, batches, e, hook.getClass());
    }
    // A host can be compiled without null checks.
    if (batch == null) {
      return HookFailures.returnedNothing(id, batches);
    }
    Page page = batch.page();
    if (!page.isLast() && (page.cursor().equals(cursor) || page.cursor().equals(milestone))) {
      return HookFailures.stoodStill(id, batches);
    }
    records += batch.erased();
    retained += batch.retained();
    if (page.isLast()) {
      phase = Phase.VERIFYING;
      return null;
    }
    cursor = page.cursor();
    // One cursor at every power of two: a hook that goes in circles meets it again.
    if (Integer.bitCount(batches) == 1) {
      milestone = cursor;
    }
    return null;
  }

  /** Asks what is left; gives what went wrong, or {@code null} when nothing is. */
  @Nullable HookFailure verify() {
    try {
      remaining = hook.remaining(scope);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return HookFailures.threw(id, batches, e, hook.getClass());
    }
    return remaining == 0 ? null : HookFailures.leftBehind(id, batches, remaining);
  }

  /** All of it at once; gives what went wrong, or {@code null}. */
  @Nullable HookFailure run() {
    HookFailure failure = null;
    while (failure == null && phase == Phase.ACTING) {
      failure = batch();
    }
    return failure == null ? verify() : failure;
  }

  Phase phase() {
    return phase;
  }

  long records() {
    return records;
  }

  long retained() {
    return retained;
  }

  long remaining() {
    return remaining;
  }

  TaskCheckpoint checkpoint() {
    return new TaskCheckpoint(task, cursor, records, retained, phase);
  }

  /** Where the next run begins when something was left behind: from the start. */
  TaskCheckpoint again() {
    return again(checkpoint());
  }

  /** The start, of work that was done before and left something behind. */
  static TaskCheckpoint again(TaskCheckpoint before) {
    return new TaskCheckpoint(before.task(), null, before.records(), 0, Phase.ACTING);
  }
}
