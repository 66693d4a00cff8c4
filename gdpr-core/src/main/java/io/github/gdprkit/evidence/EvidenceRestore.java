package io.github.gdprkit.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * That a database was restored from a backup, so that evidence was lost, as the chain itself says.
 * Whoever can write to the database can write such an entry too: ask the people who would know of
 * the restore.
 *
 * @param seq the entry that says so; 0 before it is written
 * @param at UTC instant
 * @param by who acknowledged it
 * @param checkpointSeq how many entries the last checkpoint before the restore covered
 * @param checkpointHash what hash it has
 * @param confirmedSeq the last entry that a checkpoint confirms to be the same as before; 0 if none
 * @param lostFrom the first entry that was lost, as far as that can be told
 */
public record EvidenceRestore(
    long seq,
    Instant at,
    Actor by,
    long checkpointSeq,
    String checkpointHash,
    long confirmedSeq,
    long lostFrom) {

  static EvidenceRestore found(
      List<EvidenceCheckpoint> known,
      Predicate<EvidenceCheckpoint> isInTheChain,
      EvidenceHead head,
      Actor by) {
    EvidenceCheckpoint last = known.get(known.size() - 1);
    int confirmed = known.size() - 2;
    while (confirmed >= 0 && !isInTheChain.test(known.get(confirmed))) {
      confirmed--;
    }
    long confirmedSeq = confirmed < 0 ? 0 : known.get(confirmed).seq();
    long nextPinned = known.get(confirmed + 1).seq();
    // A chain that is longer than what was pinned went its own way somewhere before.
    long lostFrom = head.seq() < nextPinned ? head.seq() + 1 : confirmedSeq + 1;
    return new EvidenceRestore(
        0, Instant.EPOCH, by, last.seq(), last.hash(), confirmedSeq, lostFrom);
  }

  Map<String, String> details() {
    return Map.of(
        "by", by.value(),
        "checkpoint-seq", Long.toString(checkpointSeq),
        "checkpoint-hash", checkpointHash,
        "confirmed-seq", Long.toString(confirmedSeq),
        "lost-from", Long.toString(lostFrom));
  }

  /** Reads it from the entry that records it; empty when the entry records something else. */
  static Optional<EvidenceRestore> of(EvidenceEntry entry) {
    if (!entry.isAbout(EvidenceLog.RESTORES)
        || !entry.type().equals(EvidenceLog.DATABASE_RESTORED)) {
      return Optional.empty();
    }
    Map<String, String> details = entry.details();
    try {
      return Optional.of(
          new EvidenceRestore(
              entry.seq(),
              entry.at(),
              new Actor(details.getOrDefault("by", "")),
              Long.parseLong(details.getOrDefault("checkpoint-seq", "")),
              details.getOrDefault("checkpoint-hash", ""),
              Long.parseLong(details.getOrDefault("confirmed-seq", "")),
              Long.parseLong(details.getOrDefault("lost-from", ""))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether this was the last checkpoint before the restore. */
  boolean isUpTo(EvidenceCheckpoint checkpoint) {
    return checkpoint.seq() == checkpointSeq && checkpoint.hash().equals(checkpointHash);
  }
}
