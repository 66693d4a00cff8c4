package io.github.gdprkit.propagation;

/**
 * The way to a recipient that only people can go: somebody reads {@link Propagation#words}, tells
 * the recipient, and records what it answers with {@link Propagation#record}.
 */
public final class ManualGateway implements ProcessorGateway {

  /** The same for every recipient. */
  public ManualGateway() {}

  @Override
  public GatewayAnswer instruct(Instruction instruction) {
    return new GatewayAnswer.NoAnswerYet();
  }

  @Override
  public GatewayAnswer ask(InstructionId instruction) {
    return new GatewayAnswer.NoAnswerYet();
  }
}
