package io.github.gdprkit.testkit.propagation;

import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.ProcessorGateway;
import io.github.gdprkit.testkit.contract.ProcessorGatewayContract;
import io.github.gdprkit.testkit.memory.RecordingGateway;

class RecordingGatewayTest implements ProcessorGatewayContract {

  private final RecordingGateway gateway = new RecordingGateway();

  @Override
  public ProcessorGateway gateway() {
    return gateway;
  }

  @Override
  public long taken(InstructionId instruction) {
    return gateway.taken().stream().filter(taken -> taken.id().equals(instruction)).count();
  }
}
