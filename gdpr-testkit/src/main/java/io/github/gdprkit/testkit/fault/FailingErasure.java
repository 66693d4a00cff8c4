package io.github.gdprkit.testkit.fault;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hook that fails at a chosen moment of an erasure until it is repaired, with an exception whose
 * message quotes {@linkplain FailingHook#PERSONAL_DATA personal data}. Remembers how it was called.
 * It only erases; what else the hook behind it does is declared as done by hand.
 */
public final class FailingErasure implements ErasureHook {

  private final ErasureHook hook;
  private final Moment moment;
  private final int failingBatch;
  private final List<@Nullable String> cursors = new ArrayList<>();
  private boolean isBroken = true;
  private int answered;
  private int located;
  private int verified;

  private FailingErasure(ErasureHook hook, Moment moment, int failingBatch) {
    this.hook = hook;
    this.moment = moment;
    this.failingBatch = failingBatch;
  }

  private enum Moment {
    LOCATE,
    BEFORE_BATCH,
    AFTER_BATCH,
    REMAINING
  }

  /**
   * Fails at this batch before anything of it is erased, as when a transaction is rolled back;
   * counted from 1 over all calls that were answered.
   */
  public static FailingErasure beforeBatch(ErasureHook hook, int batch) {
    return new FailingErasure(hook, Moment.BEFORE_BATCH, batch);
  }

  /**
   * Fails at this batch after all of it is erased, as when the answer to a commit is lost; counted
   * from 1 over all calls that were answered.
   */
  public static FailingErasure afterBatch(ErasureHook hook, int batch) {
    return new FailingErasure(hook, Moment.AFTER_BATCH, batch);
  }

  /** Fails when it is asked to count. */
  public static FailingErasure atLocate(ErasureHook hook) {
    return new FailingErasure(hook, Moment.LOCATE, 0);
  }

  /** Erases, and fails when it is asked what remains. */
  public static FailingErasure atRemaining(ErasureHook hook) {
    return new FailingErasure(hook, Moment.REMAINING, 0);
  }

  /** From now on it works. */
  public void repair() {
    isBroken = false;
  }

  /** The cursors that batches were asked for after, {@code null} for the first batch. */
  public List<@Nullable String> cursors() {
    return new ArrayList<>(cursors);
  }

  /** How often it was asked to count. */
  public int located() {
    return located;
  }

  /** How often it was asked what remains. */
  public int verified() {
    return verified;
  }

  @Override
  public Declaration declaration() {
    return Declarations.narrowedTo(hook.declaration(), DataSubjectRight.ERASURE);
  }

  @Override
  public Findings locate(Scope scope) throws Exception {
    located++;
    failAt(Moment.LOCATE, 0);
    return hook.locate(scope);
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws Exception {
    cursors.add(slice.after());
    failAt(Moment.BEFORE_BATCH, answered + 1);
    ErasureBatch batch = hook.erase(slice);
    failAt(Moment.AFTER_BATCH, answered + 1);
    answered++;
    return batch;
  }

  @Override
  public long remaining(Scope scope) throws Exception {
    verified++;
    failAt(Moment.REMAINING, 0);
    return hook.remaining(scope);
  }

  private void failAt(Moment now, int batch) {
    if (isBroken && now == moment && batch == failingBatch) {
      throw new IllegalStateException("ERROR: duplicate " + FailingHook.PERSONAL_DATA);
    }
  }
}
