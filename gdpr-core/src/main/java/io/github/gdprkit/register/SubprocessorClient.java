package io.github.gdprkit.register;

import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.ProcessingAgreement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A controller for whom the processor works, and what they agreed on subprocessors (Art. 28(2)).
 *
 * @param controller who
 * @param agreement the contract between the two
 * @param services ids of the services that the controller uses; empty means all of them
 */
public record SubprocessorClient(
    Controller controller, ProcessingAgreement agreement, List<String> services) {

  /** Refuses {@code null}. */
  public SubprocessorClient {
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(agreement, "agreement");
    services = List.copyOf(services);
  }

  /** A controller that uses these services; all of them when none is named. */
  public static SubprocessorClient of(
      Controller controller, ProcessingAgreement agreement, String... services) {
    return new SubprocessorClient(controller, agreement, List.of(services));
  }

  /** Whether a change in one of these services on that day concerns it. */
  boolean isConcerned(Collection<String> changed, LocalDate on) {
    return agreement.isInForce(on)
        && (services.isEmpty() || !Collections.disjoint(services, changed));
  }

  /** Without the name. */
  @Override
  public String toString() {
    return "SubprocessorClient[" + agreement.authorisation() + "]";
  }
}
