package io.github.gdprkit.testkit.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.InstructionStatus;
import io.github.gdprkit.propagation.Settlement;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.RecordingGateway;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what is said of recipients is so. */
class WhatPeopleAreToldTest {

  private static final Recipient HOSTING = new Recipient("Hosting", new PartyId("hosting"));

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock();
  private final RecordingGateway gateway = new RecordingGateway();

  private House desk() {
    return new House(folder, "desk", clock, new Notes("posts", HOSTING).holding(Subjects.ANNA, "a"))
        .telling("hosting", gateway);
  }

  private static RequestId erasure(House house, GdprKit kit) {
    RequestId id = house.grantedErasure(kit.requests(), Subjects.ANNA);
    kit.requests().fulfil(id);
    return id;
  }

  private static RecipientResult told(GdprKit kit, RequestId id) {
    List<RecipientTold> all = kit.propagation().recipientsTold(id);
    assertThat(all).hasSize(1);
    return all.get(0).result();
  }

  @ParameterizedTest
  @EnumSource
  @GdprReference(
      article = "19",
      text = "The controller shall inform the data subject about those recipients")
  void staysTheSameWhenTheFollowUpClosesWhatAPersonClosedByHand(ManualResult result) {
    House house = desk();
    GdprKit kit = house.kit();
    RequestId id = erasure(house, kit);
    kit.requests().get(id).tasks().stream()
        .filter(task -> task.status() == TaskStatus.MANUAL)
        .toList()
        .forEach(task -> kit.requests().closeTask(id, task.id(), result, "called", House.DPO));
    RecipientResult before = told(kit, id);

    kit.propagation().follow();

    assertThat(kit.propagation().open()).isEmpty();
    assertThat(told(kit, id)).isEqualTo(before);
  }

  @Test
  void saysOfNobodyThatItWasToldWhoCouldNotBeReached() {
    gateway.unreachable(Integer.MAX_VALUE);
    House house = desk();
    GdprKit kit = house.kit();
    RequestId id = erasure(house, kit);
    InstructionState state = kit.propagation().of(id).get(0);

    kit.propagation().settle(state.id(), Settlement.GIVEN_UP, "It never answered.", House.DPO);

    assertThat(gateway.taken()).isEmpty();
    assertThat(told(kit, id).isTold()).isFalse();
    assertThat(kit.requests().get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
  }

  @ParameterizedTest
  @EnumSource(names = {"IMPOSSIBLE", "DISPROPORTIONATE_EFFORT", "GIVEN_UP"})
  @GdprReference(article = "28(4)", text = "the same data protection obligations")
  void namesTheSubprocessorThatWasNeverToldToTheController(Settlement settlement) {
    gateway.unreachable(Integer.MAX_VALUE);
    House processor = desk();
    House controller =
        new House(
            folder,
            "controller",
            clock,
            new Notes("posts", processor.recipient()).holding(Subjects.ANNA, "a"));
    GdprKit below = processor.kit();
    controller.telling("desk", below.asProcessor());
    GdprKit kit = controller.kit();
    RequestId id = erasure(controller, kit);
    InstructionState stuck = below.propagation().open().get(0);

    below.propagation().settle(stuck.id(), settlement, "It is dissolved.", House.DPO);
    kit.propagation().follow();

    InstructionState state = kit.propagation().of(id).get(0);
    assertThat(state.status()).isEqualTo(InstructionStatus.REFUSED);
    GatewayAnswer.Refused refusal = Objects.requireNonNull(state.refusal());
    assertThat(refusal.words()).contains("Hosting").contains("It is dissolved.");
    assertThat(refusal.kept()).extracting(GatewayAnswer.Kept::what).containsExactly("subprocessor");
    assertThat(kit.requests().get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }
}
