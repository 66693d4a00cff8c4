package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;

/**
 * Keeps signed checkpoints, append-only, where whoever can write to the database cannot: a file on
 * another disk, an object store that locks, another database, a mailbox. Safe for use by many
 * threads.
 */
public interface CheckpointStore {

  /**
   * Keeps one more. When this returned, it survives {@code kill -9}; after a failure it is kept or
   * not.
   *
   * @throws EvidenceStoreException when the store fails
   */
  void add(EvidenceCheckpoint checkpoint);

  /**
   * All checkpoints of a controller, in the order in which they were added.
   *
   * @throws EvidenceStoreException when the store fails
   */
  KeptCheckpoints read(PartyId controller);
}
