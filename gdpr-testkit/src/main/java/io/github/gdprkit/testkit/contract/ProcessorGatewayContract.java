package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.Instruction;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.InstructionKind;
import io.github.gdprkit.propagation.ProcessorGateway;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ProcessorGateway} does, whatever lies behind it. Implement it in a test class
 * of yours, over a recipient that does what it is told, or says nothing.
 */
public interface ProcessorGatewayContract {

  /** The way to the recipient of this test; the same recipient each time it is asked for. */
  ProcessorGateway gateway() throws Exception;

  /** How often the recipient took this instruction: 0 as long as it did not arrive. */
  long taken(InstructionId instruction) throws Exception;

  /** An instruction that was never given before. */
  default Instruction instruction(String request, DataSubject subject) {
    Recipient recipient = new Recipient("Example Hosting", new PartyId("example-hosting"));
    Controller controller = Controller.of("example", "Example Chat Ltd");
    return new Instruction(
        InstructionId.of(
            controller.id(),
            new RequestId(request),
            TaskId.telling(recipient),
            InstructionKind.ERASURE),
        InstructionKind.ERASURE,
        controller,
        recipient,
        subject,
        List.of("Notes"),
        List.of(),
        Set.of(Condition.NO_LONGER_NECESSARY),
        LocalDate.of(2030, 1, 31),
        null);
  }

  /** What is given arrives, and there is an answer, be it that there is none yet. */
  @Test
  default void takesAnInstruction() throws Exception {
    Instruction given = instruction("r-1", Subjects.ANNA);

    GatewayAnswer answer = gateway().instruct(given);

    assertThat(answer).isNotNull().isNotInstanceOf(GatewayAnswer.Unknown.class);
    assertThat(taken(given.id())).isEqualTo(1);
  }

  /** After a crash the same is given again: it is taken once, and nobody complains. */
  @Test
  default void takesTheSameInstructionOnce() throws Exception {
    Instruction given = instruction("r-1", Subjects.ANNA);

    gateway().instruct(given);
    GatewayAnswer first = gateway().ask(given.id());
    GatewayAnswer again = gateway().instruct(given);

    assertThat(taken(given.id())).isEqualTo(1);
    assertThat(again).isEqualTo(first);
  }

  /** Two people's instructions are two. */
  @Test
  default void keepsInstructionsApart() throws Exception {
    Instruction one = instruction("r-1", Subjects.ANNA);
    Instruction other = instruction("r-2", Subjects.BORIS);
    gateway().instruct(one);

    assertThat(taken(one.id())).isEqualTo(1);
    assertThat(taken(other.id())).isZero();
    gateway().instruct(other);
    assertThat(taken(one.id())).isEqualTo(1);
    assertThat(taken(other.id())).isEqualTo(1);
  }

  /** Asking says the same again, and gives nothing. */
  @Test
  default void changesNothingByAsking() throws Exception {
    Instruction given = instruction("r-1", Subjects.ANNA);
    gateway().instruct(given);

    GatewayAnswer first = gateway().ask(given.id());

    assertThat(first).isNotNull().isNotInstanceOf(GatewayAnswer.Unknown.class);
    assertThat(gateway().ask(given.id())).isEqualTo(first);
    assertThat(taken(given.id())).isEqualTo(1);
  }

  /** What never arrived is not said to be worked on, or done. */
  @Test
  default void claimsNothingAboutWhatItNeverGot() throws Exception {
    InstructionId never = instruction("r-never", Subjects.ANNA).id();

    assertThat(gateway().ask(never))
        .isInstanceOfAny(GatewayAnswer.Unknown.class, GatewayAnswer.NoAnswerYet.class);
    assertThat(taken(never)).isZero();
  }

  /** Answers and gateways are printed into logs; the person is not. */
  @Test
  default void leavesThePersonOutOfToString() throws Exception {
    Instruction given = instruction("r-1", Subjects.ANNA);
    GatewayAnswer answer = gateway().instruct(given);

    for (Identifier identifier : Subjects.ANNA.identifiers()) {
      assertThat(List.of(given.toString(), answer.toString(), gateway().toString()))
          .noneMatch(text -> text.contains(identifier.value()));
    }
  }
}
