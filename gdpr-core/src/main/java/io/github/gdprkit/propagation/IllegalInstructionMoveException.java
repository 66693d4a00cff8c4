package io.github.gdprkit.propagation;

import io.github.gdprkit.GdprException;

/** What was tried cannot happen to an instruction where it stands. The message says what can. */
public final class IllegalInstructionMoveException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient InstructionId instruction;
  private final InstructionStatus from;

  IllegalInstructionMoveException(
      InstructionId instruction, InstructionStatus from, InstructionStatus to) {
    super(
        "Instruction %s cannot go from %s to %s; from %s it can go to %s"
            .formatted(instruction, from, to, from, from.next()),
        null);
    this.instruction = instruction;
    this.from = from;
  }

  /** Which instruction. */
  public InstructionId instruction() {
    return instruction;
  }

  /** Where it stands. */
  public InstructionStatus from() {
    return from;
  }
}
