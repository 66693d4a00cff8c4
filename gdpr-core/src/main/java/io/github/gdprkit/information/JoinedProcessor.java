package io.github.gdprkit.information;

import io.github.gdprkit.processing.Recipient;
import java.util.List;
import java.util.Objects;

/**
 * Who processes for the controller in an activity, with everybody down the chain (Art. 28).
 *
 * @param processor by the name in the registers, or by the key when they do not know it
 * @param isKnown whether the registers know it
 * @param subprocessors whom it has engaged, and whom those have, each once
 */
public record JoinedProcessor(Recipient processor, boolean isKnown, List<Recipient> subprocessors) {

  /** Copies the list. */
  public JoinedProcessor {
    Objects.requireNonNull(processor, "processor");
    subprocessors = List.copyOf(subprocessors);
  }
}
