package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.Instruction;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.ProcessorGateway;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recipient in memory that takes every instruction once, remembers how often it came, and answers
 * what the test says. Silent until it is told what to answer. Safe for use by many threads.
 */
public final class RecordingGateway implements ProcessorGateway {

  private final Map<InstructionId, Instruction> taken = new LinkedHashMap<>();
  private final Map<InstructionId, Integer> deliveries = new LinkedHashMap<>();
  private GatewayAnswer answer = new GatewayAnswer.NoAnswerYet();
  private int failuresBefore;
  private int failuresAfter;
  private int questions;

  /** A recipient that has heard of nothing. */
  public RecordingGateway() {}

  /** What it answers from here on. */
  public synchronized RecordingGateway answering(GatewayAnswer newAnswer) {
    answer = newAnswer;
    return this;
  }

  /** The next calls throw, and nothing arrives. */
  public synchronized RecordingGateway unreachable(int calls) {
    failuresBefore = calls;
    return this;
  }

  /** The next instructions arrive, and the calls throw all the same: the answer is lost. */
  public synchronized RecordingGateway losingAnswers(int calls) {
    failuresAfter = calls;
    return this;
  }

  /** It forgets what it took, as after the restore of an old backup. */
  public synchronized void forget() {
    taken.clear();
  }

  @Override
  public synchronized GatewayAnswer instruct(Instruction instruction) throws IOException {
    failBefore();
    taken.put(instruction.id(), instruction);
    deliveries.merge(instruction.id(), 1, Integer::sum);
    if (failuresAfter > 0) {
      failuresAfter--;
      throw new IOException("The answer was lost");
    }
    return answer;
  }

  @Override
  public synchronized GatewayAnswer ask(InstructionId instruction) throws IOException {
    failBefore();
    questions++;
    return taken.containsKey(instruction) ? answer : new GatewayAnswer.Unknown();
  }

  private void failBefore() throws IOException {
    if (failuresBefore > 0) {
      failuresBefore--;
      throw new IOException("The recipient cannot be reached");
    }
  }

  /** The instructions that it took, each once. */
  public synchronized List<Instruction> taken() {
    return List.copyOf(taken.values());
  }

  /** How often each instruction arrived. */
  public synchronized Map<InstructionId, Integer> deliveries() {
    return Map.copyOf(deliveries);
  }

  /** How often it was asked. */
  public synchronized int questions() {
    return questions;
  }

  @Override
  public synchronized String toString() {
    return "RecordingGateway[" + taken.size() + " instructions]";
  }
}
