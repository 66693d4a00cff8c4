package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.testkit.contract.CheckpointStoreContract;

class InMemoryCheckpointStoreTest implements CheckpointStoreContract {

  private final InMemoryCheckpointStore store = new InMemoryCheckpointStore();

  @Override
  public CheckpointStore store() {
    return store;
  }

  @Override
  public CheckpointStore reopened() {
    return store;
  }
}
