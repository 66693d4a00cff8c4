package io.github.gdprkit.propagation;

import io.github.gdprkit.GdprException;

/** There is no instruction of this id. */
public final class InstructionNotFoundException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient InstructionId instruction;

  InstructionNotFoundException(InstructionId instruction) {
    super(
        "There is no instruction "
            + instruction
            + "; list those of the request to find the right id",
        null);
    this.instruction = instruction;
  }

  /** Which instruction. */
  public InstructionId instruction() {
    return instruction;
  }
}
