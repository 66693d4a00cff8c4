package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where each chain ended when this process last wrote to it, so that the next append need not ask
 * first. Only a guess: whoever appends to what is remembered here names the number and the hash of
 * the end in the statement itself, and the database takes it only when both still hold. The hash
 * stands for all entries before, so that the versions of streams hold with it, after a restore too.
 *
 * <p>Bounded: what was not used for longest is forgotten, and asked for again.
 */
final class ChainEnds {

  private static final int MOST_CHAINS = 256;
  private static final int MOST_STREAMS = 256;
  private static final long PATIENCE_SECONDS = 5;

  private final Map<PartyId, Chain> chains = bounded(MOST_CHAINS);

  Chain of(PartyId controller) {
    synchronized (chains) {
      return chains.computeIfAbsent(controller, key -> new Chain());
    }
  }

  /** Entries of one or several chains that are committed. */
  void remember(List<EvidenceEntry> committed) {
    int from = 0;
    for (int to = 1; to <= committed.size(); to++) {
      PartyId controller = committed.get(from).controller();
      if (to == committed.size() || !committed.get(to).controller().equals(controller)) {
        of(controller).remember(committed.subList(from, to));
        from = to;
      }
    }
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** What is remembered of one chain. */
  static final class Chain {

    /** Who appends to a remembered end queues here and not in the database, where one would win. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Map<StreamId, Long> versions = bounded(MOST_STREAMS);
    private @Nullable EvidenceHead head;

    /** Whether it is this thread's turn, which it {@linkplain #leave leaves}; waits for a while. */
    boolean enter() {
      try {
        return turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    void leave() {
      turn.unlock();
    }

    /** The end; {@code null} when nothing is known. */
    synchronized @Nullable End end() {
      return head == null ? null : new End(this, head);
    }

    private synchronized @Nullable Long version(EvidenceHead at, StreamId stream) {
      return at.equals(head) ? versions.get(stream) : null;
    }

    synchronized void remember(List<EvidenceEntry> committed) {
      EvidenceEntry first = committed.get(0);
      EvidenceEntry last = committed.get(committed.size() - 1);
      if (head != null && head.seq() >= last.seq()) {
        // Another thread has written behind these and was here before.
        return;
      }
      if (head == null || !head.hash().equals(first.previous())) {
        versions.clear();
      }
      for (EvidenceEntry entry : committed) {
        versions.put(entry.stream(), entry.version());
      }
      head = last.head();
    }

    /** The chain does not end here, or may not. */
    synchronized void forget(EvidenceHead wrong) {
      if (wrong.equals(head)) {
        head = null;
        versions.clear();
      }
    }
  }

  /** An end of a chain as it was. */
  record End(Chain chain, EvidenceHead head) {

    /** How many entries the stream had there, {@code null} when that is not known. */
    @Nullable Long version(StreamId stream) {
      return chain.version(head, stream);
    }
  }
}
