package io.github.gdprkit.register;

import io.github.gdprkit.party.PartyId;
import java.util.List;
import java.util.Map;

/**
 * What came of {@link SubprocessorRegister#notifyControllers}.
 *
 * @param told the notices that were sent now and are on record
 * @param failed the controllers that could not be told, with the type of what went wrong; call the
 *     verb again for them
 */
public record SubprocessorNotification(List<SubprocessorNotice> told, Map<PartyId, String> failed) {

  /** Keeps copies. */
  public SubprocessorNotification {
    told = List.copyOf(told);
    failed = Map.copyOf(failed);
  }

  /** Whether everybody concerned has been told. */
  public boolean isComplete() {
    return failed.isEmpty();
  }

  /** Without names. */
  @Override
  public String toString() {
    return "SubprocessorNotification[" + told.size() + " told, " + failed.size() + " failed]";
  }
}
