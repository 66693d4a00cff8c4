package io.github.gdprkit.propagation;

import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.subject.DataSubject;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient is told about one person (Art. 19, 28(3)(a), (e)). Personal data.
 *
 * @param id its name; the same instruction has the same name whenever it is given
 * @param kind what to do
 * @param controller who instructs
 * @param recipient who is told
 * @param subject who it is about
 * @param data what the recipient got, in a few words each; empty when that is not known
 * @param corrections what shall be put right; empty unless it is a rectification
 * @param conditions what the controller affirmed when it decided
 * @param answerBy civil day until which an answer is expected
 * @param lifts the restriction that has ended; {@code null} unless it is a lifting
 */
public record Instruction(
    InstructionId id,
    InstructionKind kind,
    Controller controller,
    Recipient recipient,
    DataSubject subject,
    List<String> data,
    List<Correction> corrections,
    Set<Condition> conditions,
    LocalDate answerBy,
    @Nullable InstructionId lifts) {

  /** Refuses a lifting that lifts nothing with {@link IllegalArgumentException}. */
  public Instruction {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(answerBy, "answerBy");
    data = List.copyOf(data);
    corrections = List.copyOf(corrections);
    conditions = Set.copyOf(conditions);
    if ((kind == InstructionKind.LIFTING) != (lifts != null)) {
      throw new IllegalArgumentException(
          "A lifting, and nothing else, names the restriction that it lifts");
    }
  }

  /** Leaves everybody out. */
  @Override
  public String toString() {
    return "Instruction[" + id + ", " + kind + "]";
  }
}
