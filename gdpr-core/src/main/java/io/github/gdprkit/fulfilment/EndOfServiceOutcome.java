package io.github.gdprkit.fulfilment;

import java.util.List;
import java.util.Objects;

/**
 * Where the end of a service stands after a run of its work.
 *
 * @param service the end of the service after the run
 * @param failures what went wrong in this run; the next one tries again
 * @param blockers what has to be settled before records are erased, or more of them are
 */
public record EndOfServiceOutcome(
    EndingService service, List<HookFailure> failures, List<EndOfServiceBlocker> blockers) {

  /** Copies the lists. */
  public EndOfServiceOutcome {
    Objects.requireNonNull(service, "service");
    failures = List.copyOf(failures);
    blockers = List.copyOf(blockers);
  }

  /** Whether the service has ended: nothing is left that has to go. */
  public boolean isEnded() {
    return service.status() == EndOfServiceStatus.ENDED;
  }
}
