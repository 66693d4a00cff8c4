package io.github.gdprkit.propagation;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import java.nio.charset.StandardCharsets;

/**
 * The name of an instruction, here and at the recipient. It follows from who tells whom of which
 * request, so that whoever forgets that it was given gives it again under the same name. Says
 * nothing about the person.
 *
 * @param value 1 to 60 lower case letters, digits and {@code -}
 */
public record InstructionId(String value) {

  static final String KIND = "instruction";

  private static final int DIGITS = 40;

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public InstructionId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "An instruction id is 1 to 60 lower case letters, digits and -");
    }
  }

  /** The instruction of this kind that a task of a request of a controller asks for. */
  public static InstructionId of(
      PartyId controller, RequestId request, TaskId task, InstructionKind kind) {
    String text = String.join("\n", controller.value(), request.value(), task.value(), kind.name());
    String digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return new InstructionId("tell-" + digest.substring(0, DIGITS));
  }

  /** The evidence of this instruction. */
  public StreamId stream() {
    return new StreamId(KIND, value);
  }

  /** What is written down about it in words. */
  SheetId sheet() {
    return new SheetId(KIND, value);
  }

  /** The request that it becomes at a processor. */
  RequestId asRequest() {
    return new RequestId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
