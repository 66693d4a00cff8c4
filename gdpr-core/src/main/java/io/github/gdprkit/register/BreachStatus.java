package io.github.gdprkit.register;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a breach stands in the register. {@link #next} is the whole workflow; what is to be done
 * while it is {@link #CONFIRMED} is told by {@link Breach#tasks}.
 */
public enum BreachStatus {
  /** Somebody says so; it is being looked into, at once. Nobody is aware yet, no clock runs. */
  SUSPECTED,
  /** Reasonably certain: whoever keeps the register is aware, and the hours run (Art. 33(1)). */
  CONFIRMED,
  /** No breach was found after all. Stays in the register with the reason. */
  DISMISSED,
  /** All that the Regulation asks for was done. */
  CLOSED;

  /** Where it can go from here. A dismissed one can turn out to be a breach; a closed one, grow. */
  public Set<BreachStatus> next() {
    return switch (this) {
      case SUSPECTED -> EnumSet.of(CONFIRMED, DISMISSED);
      case CONFIRMED -> EnumSet.of(DISMISSED, CLOSED);
      case DISMISSED, CLOSED -> EnumSet.of(CONFIRMED);
    };
  }
}
