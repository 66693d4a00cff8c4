package io.github.gdprkit.evidence;

import io.github.gdprkit.evidence.EvidenceFinding.Kind;
import io.github.gdprkit.party.PartyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** The checkpoints of a walk along a chain, and what the chain says to each of them. */
final class Pins {

  private enum Answer {
    NOT_SEEN,
    CONFIRMED,
    DIFFERENT
  }

  private static final class Pin {
    private final EvidenceCheckpoint checkpoint;
    private final boolean isSigned;
    private Answer answer = Answer.NOT_SEEN;

    Pin(EvidenceCheckpoint checkpoint, boolean isSigned) {
      this.checkpoint = checkpoint;
      this.isSigned = isSigned;
    }
  }

  private final List<Pin> pins = new ArrayList<>();
  private final NavigableMap<Long, List<Pin>> bySeq = new TreeMap<>();
  private final int unreadable;

  Pins(PartyId controller, Collection<CheckpointKey> keys, KeptCheckpoints kept) {
    for (EvidenceCheckpoint checkpoint : kept.checkpoints()) {
      if (!checkpoint.controller().equals(controller)) {
        continue;
      }
      Pin pin = new Pin(checkpoint, keys.stream().anyMatch(key -> key.hasSigned(checkpoint)));
      pins.add(pin);
      if (pin.isSigned) {
        bySeq.computeIfAbsent(checkpoint.seq(), seq -> new ArrayList<>()).add(pin);
      }
    }
    this.unreadable = kept.unreadable() + (kept.isTorn() ? 1 : 0);
  }

  /** The first number from here on that a checkpoint says something of. */
  long next(long seq) {
    Long next = bySeq.ceilingKey(seq);
    return next == null ? Long.MAX_VALUE : next;
  }

  /** There is an entry of this number and hash. */
  void see(long seq, String hash) {
    for (Pin pin : bySeq.getOrDefault(seq, List.of())) {
      if (pin.checkpoint.hash().equals(hash)) {
        pin.answer = Answer.CONFIRMED;
      } else if (pin.answer == Answer.NOT_SEEN) {
        pin.answer = Answer.DIFFERENT;
      }
    }
  }

  /** Whether a checkpoint says that the entry of this number is not the one that was seen. */
  boolean contradict(long seq) {
    return bySeq.getOrDefault(seq, List.of()).stream()
        .anyMatch(pin -> pin.answer == Answer.DIFFERENT);
  }

  int count() {
    return pins.size();
  }

  int unreadable() {
    return unreadable;
  }

  int confirmed() {
    return (int) pins.stream().filter(pin -> pin.answer == Answer.CONFIRMED).count();
  }

  long lastConfirmed() {
    return lastConfirmed(Long.MAX_VALUE);
  }

  private long lastConfirmed(long before) {
    return pins.stream()
        .filter(pin -> pin.answer == Answer.CONFIRMED)
        .mapToLong(pin -> pin.checkpoint.seq())
        .filter(seq -> seq < before)
        .max()
        .orElse(0);
  }

  /**
   * Says what the checkpoints hold against the chain.
   *
   * @param isExplained whether something wrong was found at this entry already
   */
  void judge(
      long lastSeq,
      List<EvidenceRestore> restores,
      LongPredicate isExplained,
      ChainWalk.Findings findings) {
    for (int i = 0; i < pins.size(); i++) {
      Pin pin = pins.get(i);
      EvidenceCheckpoint checkpoint = pin.checkpoint;
      long seq = checkpoint.seq();
      if (!pin.isSigned) {
        findings.add(
            Kind.BAD_SIGNATURE,
            seq,
            null,
            "The checkpoint of "
                + checkpoint.at()
                + " was not signed by one of the given keys; it names the key "
                + checkpoint.keyId());
      } else if (pin.answer != Answer.CONFIRMED && !isCovered(i, restores)) {
        if (pin.answer == Answer.DIFFERENT && !isExplained.test(seq)) {
          findings.add(
              Kind.REWRITTEN,
              seq,
              null,
              "The entries from "
                  + (lastConfirmed(seq) + 1)
                  + " to "
                  + seq
                  + " are not the ones that the checkpoint of "
                  + checkpoint.at()
                  + " signed");
        } else if (seq > lastSeq) {
          findings.add(
              Kind.TRUNCATED,
              lastSeq + 1,
              null,
              "The chain ends here, but the checkpoint of "
                  + checkpoint.at()
                  + " covers "
                  + seq
                  + " entries");
        }
      }
    }
  }

  /** Whether a restore that the chain tells of lost this checkpoint. */
  private boolean isCovered(int index, List<EvidenceRestore> restores) {
    for (EvidenceRestore restore : restores) {
      for (int last = index; last < pins.size(); last++) {
        if (restore.isUpTo(pins.get(last).checkpoint)
            && pins.get(last).isSigned
            && pins.get(index).checkpoint.seq() > restore.confirmedSeq()) {
          return true;
        }
      }
    }
    return false;
  }
}
