package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.evidence.EvidenceCheckpoint;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.KeptCheckpoints;
import io.github.gdprkit.party.PartyId;
import java.util.ArrayList;
import java.util.List;

/**
 * Checkpoints of evidence in memory. Keeps the promises of {@link CheckpointStore}, except that
 * nothing outlives the process. Safe for use by many threads.
 */
public final class InMemoryCheckpointStore implements CheckpointStore {

  private final List<EvidenceCheckpoint> checkpoints = new ArrayList<>();
  private boolean isFull;

  /** A store with nothing in it. */
  public InMemoryCheckpointStore() {}

  /** From now on nothing more can be added, until {@link #makeRoom}. */
  public synchronized void fill() {
    isFull = true;
  }

  /** Checkpoints can be added again. */
  public synchronized void makeRoom() {
    isFull = false;
  }

  @Override
  public synchronized void add(EvidenceCheckpoint checkpoint) {
    if (isFull) {
      throw new EvidenceStoreException("The store of checkpoints is full; make room", null);
    }
    checkpoints.add(checkpoint);
  }

  @Override
  public synchronized KeptCheckpoints read(PartyId controller) {
    return KeptCheckpoints.of(
        checkpoints.stream()
            .filter(checkpoint -> checkpoint.controller().equals(controller))
            .toList());
  }
}
