package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.hook.ErasureBlocker;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands after a run of its work. Done is never said while one piece of work is
 * not: ask {@link #isComplete}.
 *
 * @param request the request after the run
 * @param failures what went wrong in this run; the same is tried again by the next
 * @param blockers what has to be settled before an erasure begins
 * @param waitsFor open requests of the person that have to be answered first, because they need the
 *     data
 * @param archive the person's archive, or {@code null} when there is none (yet)
 */
public record FulfilmentOutcome(
    DataSubjectRequest request,
    List<HookFailure> failures,
    List<ErasureBlocker> blockers,
    List<RequestId> waitsFor,
    @Nullable ArchiveId archive) {

  /** Copies the lists. */
  public FulfilmentOutcome {
    Objects.requireNonNull(request, "request");
    failures = List.copyOf(failures);
    blockers = List.copyOf(blockers);
    waitsFor = List.copyOf(waitsFor);
  }

  /** Whether the request is closed and nothing of it is left to do, deferred work included. */
  public boolean isComplete() {
    return request.status().isFinal() && !request.hasOpenWork();
  }

  /** The work that a person has to do by hand. */
  public List<TaskState> byHand() {
    return request.tasks().stream().filter(task -> task.status() == TaskStatus.MANUAL).toList();
  }
}
