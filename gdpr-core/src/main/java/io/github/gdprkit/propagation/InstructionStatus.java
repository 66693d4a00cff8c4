package io.github.gdprkit.propagation;

import java.util.EnumSet;
import java.util.Set;

/** How far a recipient is with what it was told. {@link #next} is the whole workflow. */
public enum InstructionStatus {
  /** It is to be told, and has not taken it yet. */
  INSTRUCTED,
  /** It has it, and works on it. */
  ACKNOWLEDGED,
  /** It did what it was told. */
  DONE,
  /** It said that it will not, and why. A person has to decide what follows. */
  REFUSED,
  /** A person decided, with a reason, that it is settled without the recipient. */
  SETTLED;

  /** Where it can go from here. Somebody who refused, or was given up, can still do it. */
  public Set<InstructionStatus> next() {
    return switch (this) {
      case INSTRUCTED -> EnumSet.of(ACKNOWLEDGED, DONE, REFUSED, SETTLED);
      case ACKNOWLEDGED -> EnumSet.of(DONE, REFUSED, SETTLED);
      case REFUSED -> EnumSet.of(ACKNOWLEDGED, DONE, SETTLED);
      case DONE, SETTLED -> EnumSet.noneOf(InstructionStatus.class);
    };
  }

  /** Whether nothing more is expected of the recipient. */
  public boolean isFinal() {
    return next().isEmpty();
  }
}
