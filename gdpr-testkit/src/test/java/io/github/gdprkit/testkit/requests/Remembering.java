package io.github.gdprkit.testkit.requests;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.OperationId;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;
import io.github.gdprkit.testkit.fixture.SmallHook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A host that writes down what it answered under which operation, and answers from there when it is
 * asked again, without doing anything.
 */
final class Remembering implements ErasureHook {

  /** What is done in one call, when it is not remembered. */
  @FunctionalInterface
  interface Batch {
    ErasureBatch erase(ErasureSlice slice, int call) throws Exception;
  }

  private final SmallHook hook;
  private final Map<OperationId, ErasureBatch> answers = new HashMap<>();
  private final List<OperationId> operations = new ArrayList<>();
  private final List<Long> fences = new ArrayList<>();
  private Batch batch;

  Remembering(SmallHook hook) {
    this.hook = hook;
    this.batch = (slice, call) -> hook.erase(slice);
  }

  Remembering doing(Batch newBatch) {
    batch = newBatch;
    return this;
  }

  Remembering mended() {
    return doing((slice, call) -> hook.erase(slice));
  }

  /** The names of the calls, in their order. */
  List<OperationId> operations() {
    return List.copyOf(operations);
  }

  /** The numbers that callers held the work under. */
  List<Long> fences() {
    return List.copyOf(fences);
  }

  @Override
  public Declaration declaration() {
    return Declarations.narrowedTo(hook.declaration(), DataSubjectRight.ERASURE);
  }

  @Override
  public Findings locate(Scope scope) {
    return hook.locate(scope);
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws Exception {
    operations.add(slice.operation());
    slice.fence().ifPresent(fences::add);
    ErasureBatch known = answers.get(slice.operation());
    if (known != null) {
      return known;
    }
    ErasureBatch answer = batch.erase(slice, operations.size());
    answers.put(slice.operation(), answer);
    return answer;
  }

  @Override
  public long remaining(Scope scope) {
    return hook.remaining(scope);
  }
}
