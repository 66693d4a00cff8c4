package io.github.gdprkit.propagation;

import io.github.gdprkit.request.RequestId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of following instructions up.
 *
 * @param open those that are not settled yet, for recipients or for people
 * @param failures the requests that could not be gone on with, and the type of what was thrown; the
 *     same is tried again by the next call
 */
public record FollowUp(List<InstructionState> open, Map<RequestId, String> failures) {

  /** Copies both. */
  public FollowUp {
    open = List.copyOf(open);
    Map<RequestId, String> sorted =
        new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
    sorted.putAll(failures);
    failures = Collections.unmodifiableMap(sorted);
  }

  @Override
  public String toString() {
    return "FollowUp[" + open.size() + " open, " + failures.size() + " failures]";
  }
}
