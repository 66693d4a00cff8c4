package io.github.gdprkit.propagation;

/**
 * The way to one recipient or processor: how it is told, and asked (Art. 19, 28(3)(e)). Implement
 * it with whatever the recipient understands.
 *
 * <p>An instruction is given at least once and can be given again, with the same id, after a crash
 * or a failure: the recipient takes it once. What is thrown means that it may or may not have been
 * taken, and is tried again later. Passes {@code ProcessorGatewayContract} of gdpr-testkit. Called
 * by any thread, and by several at once.
 */
public interface ProcessorGateway {

  /**
   * Gives an instruction; given again, says how it stands.
   *
   * @throws Exception when it cannot be given now
   */
  GatewayAnswer instruct(Instruction instruction) throws Exception;

  /**
   * How it stands with an instruction that was given.
   *
   * @throws Exception when that cannot be said now
   */
  GatewayAnswer ask(InstructionId instruction) throws Exception;
}
