package io.github.gdprkit.testkit.propagation;

import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.ProcessorGateway;
import io.github.gdprkit.testkit.contract.ProcessorGatewayContract;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The kit behind the gateway is put together anew before each call, as after a restart. */
class InProcessGatewayTest implements ProcessorGatewayContract {

  @TempDir Path folder;

  private House house;

  @BeforeEach
  void open() {
    house =
        new House(
            folder,
            "hosting",
            new SettableClock(),
            new Notes("notes").holding(Subjects.ANNA, "one", "two").holding(Subjects.BORIS, "b"));
  }

  @Override
  public ProcessorGateway gateway() {
    return house.kit().asProcessor();
  }

  @Override
  public long taken(InstructionId instruction) {
    return house.evidence("request").stream()
        .filter(entry -> entry.type().equals("received"))
        .filter(entry -> entry.stream().id().equals(instruction.value()))
        .count();
  }
}
