package io.github.gdprkit.fulfilment;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Where the end of a service stands. {@link #next} is the whole workflow. */
public enum EndOfServiceStatus {
  /** The controller said that the service ends, and what shall happen then. */
  BEGUN,
  /** The archive of everyone is complete. The controller does not have it yet. */
  RETURNED,
  /** The controller has it. */
  HANDED_OVER,
  /** The ledger has it, and records go. There is no way back. */
  ERASING,
  /** Nothing is left that has to go. */
  ENDED,
  /** The controller changed its mind before anything was erased. */
  CANCELLED;

  /** Where it can go from here, under this choice. */
  public Set<EndOfServiceStatus> next(EndOfServiceChoice choice) {
    boolean isReturned = choice == EndOfServiceChoice.RETURN_AND_ERASE;
    return Collections.unmodifiableSet(
        switch (this) {
          case BEGUN -> EnumSet.of(isReturned ? RETURNED : ERASING, CANCELLED);
          case RETURNED -> EnumSet.of(HANDED_OVER, CANCELLED);
          case HANDED_OVER -> EnumSet.of(ERASING, CANCELLED);
          case ERASING -> EnumSet.of(ENDED);
          case ENDED, CANCELLED -> EnumSet.noneOf(EndOfServiceStatus.class);
        });
  }

  /** Whether nothing can come after it. */
  public boolean isFinal() {
    return this == ENDED || this == CANCELLED;
  }
}
