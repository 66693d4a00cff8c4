package io.github.gdprkit.testkit.fault;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;

/**
 * A hook whose erasure comes to no end, or to one that is none. It only erases; what else the hook
 * behind it does is declared as done by hand.
 */
public final class StuckErasure implements ErasureHook {

  private final ErasureHook hook;
  private final Kind kind;
  private boolean isRepaired;
  private int calls;
  private String first = "0";

  private StuckErasure(ErasureHook hook, Kind kind) {
    this.hook = hook;
    this.kind = kind;
  }

  private enum Kind {
    STANDING_STILL,
    CIRCLING,
    NEVER_EMPTY,
    STOPPING_EARLY
  }

  /** Says after each batch to go on from where that batch began. */
  public static StuckErasure standingStill(ErasureHook hook) {
    return new StuckErasure(hook, Kind.STANDING_STILL);
  }

  /** Goes on behind its first batch when it has come to the end; have three batches or more. */
  public static StuckErasure circling(ErasureHook hook) {
    return new StuckErasure(hook, Kind.CIRCLING);
  }

  /** Erases everything, and counts one record as remaining for ever. */
  public static StuckErasure neverEmpty(ErasureHook hook) {
    return new StuckErasure(hook, Kind.NEVER_EMPTY);
  }

  /** Says in its first batch that it is done, so that whatever is behind that batch remains. */
  public static StuckErasure stoppingEarly(ErasureHook hook) {
    return new StuckErasure(hook, Kind.STOPPING_EARLY);
  }

  /** From now on it does as the hook behind it. */
  public void repair() {
    isRepaired = true;
  }

  /** How often it was asked to erase a batch. */
  public int calls() {
    return calls;
  }

  @Override
  public Declaration declaration() {
    return Declarations.narrowedTo(hook.declaration(), DataSubjectRight.ERASURE);
  }

  @Override
  public Findings locate(Scope scope) throws Exception {
    return hook.locate(scope);
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws Exception {
    calls++;
    ErasureBatch batch = hook.erase(slice);
    if (isRepaired) {
      return batch;
    }
    String after = slice.after() == null ? "0" : slice.after();
    if (slice.after() == null && !batch.page().isLast()) {
      first = batch.page().cursor();
    }
    return switch (kind) {
      case STANDING_STILL -> stoppedAt(batch, Page.after(after));
      case CIRCLING -> batch.page().isLast() ? stoppedAt(batch, Page.after(first)) : batch;
      case STOPPING_EARLY -> stoppedAt(batch, Page.last());
      case NEVER_EMPTY -> batch;
    };
  }

  @Override
  public long remaining(Scope scope) throws Exception {
    long remaining = hook.remaining(scope);
    return kind == Kind.NEVER_EMPTY && !isRepaired ? Math.max(1, remaining) : remaining;
  }

  private static ErasureBatch stoppedAt(ErasureBatch batch, Page page) {
    return new ErasureBatch(batch.erased(), batch.retained(), page);
  }
}
