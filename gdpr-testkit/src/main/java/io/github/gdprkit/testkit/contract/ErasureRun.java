package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.testkit.fixture.Orders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drives one erasure batch by batch, and fails the test when the hook goes round or throws. */
final class ErasureRun {

  static final Tombstone TOMBSTONE = new Tombstone("erased-k7x2m9");

  private final ErasureHook hook;
  private final Scope scope;
  private final int maxRecords;
  private final int maxCalls;
  private final List<ErasureSlice> slices = new ArrayList<>();
  private boolean replays;
  private BeforeEachBatch beforeEachBatch = call -> {};
  private long erased;
  private long retained;

  ErasureRun(ErasureHook hook, Scope scope, int maxRecords, int records) {
    this.hook = hook;
    this.scope = scope;
    this.maxRecords = maxRecords;
    this.maxCalls = 3 * records + 10;
  }

  /** What runs before a batch. */
  @FunctionalInterface
  interface BeforeEachBatch {
    /**
     * Changes what is stored.
     *
     * @param call the number of the batch, counted from 1
     */
    void run(int call) throws Exception;
  }

  /** Asks for each batch twice, as after a crash between a batch and the note that it is done. */
  ErasureRun replayingEachBatch() {
    replays = true;
    return this;
  }

  ErasureRun before(BeforeEachBatch work) {
    beforeEachBatch = work;
    return this;
  }

  /** Runs to the end. */
  ErasureRun complete() throws Exception {
    Set<String> cursors = new HashSet<>();
    ErasureSlice slice = ErasureSlice.first(Orders.APPROVAL, scope, TOMBSTONE, maxRecords);
    for (int call = 1; call <= maxCalls; call++) {
      beforeEachBatch.run(call);
      ErasureBatch batch = erase(slice);
      if (replays) {
        batch = erase(slice);
      }
      slices.add(slice);
      if (batch.page().isLast()) {
        return this;
      }
      String cursor = batch.page().cursor();
      assertThat(cursors.add(cursor))
          .as("batch %s stopped at a cursor that an earlier one stopped at; it goes round", call)
          .isTrue();
      slice = slice.next(cursor);
    }
    throw new AssertionError("The hook has not come to an end after " + maxCalls + " batches");
  }

  /** Asks for all batches again, from the first to the last. */
  long replayAll() {
    long before = erased;
    for (ErasureSlice slice : slices) {
      erase(slice);
    }
    return erased - before;
  }

  /** How many records all calls together say they erased. */
  long erased() {
    return erased;
  }

  /** How many records all calls together say they kept. */
  long retained() {
    return retained;
  }

  int batches() {
    return slices.size();
  }

  private ErasureBatch erase(ErasureSlice slice) {
    ErasureBatch batch;
    try {
      batch = hook.erase(slice);
    } catch (Exception e) {
      throw new AssertionError(
          "The hook threw in batch "
              + (slices.size() + 1)
              + "; erasing what is gone reports zero and does not throw",
          e);
    }
    assertThat(batch.erased())
        .as("records erased in one batch of at most %s", maxRecords)
        .isLessThanOrEqualTo(maxRecords);
    erased += batch.erased();
    retained += batch.retained();
    return batch;
  }
}
