package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks a chain against its own hashes and against signed checkpoints. Needs neither the
 * application nor the database: an export, the checkpoints, the public keys and the controller's id
 * are enough. Names every place that is wrong.
 *
 * <p>What no checkpoint covers proves little: whoever can write to the database can make a chain
 * anew. So take the checkpoints from where that person cannot write, and the keys on a way of your
 * own. Memory is a few mebibytes, the checkpoints, and 32 to 64 bytes for each stream.
 */
public final class EvidenceVerifier {

  /** More findings of a kind are counted and not kept. */
  public static final int MOST_OF_A_KIND = 100;

  private static final int THREADS = 2;

  private final PartyId controller;
  private final List<CheckpointKey> keys;
  private final KeptCheckpoints checkpoints;
  private final int threads;

  private EvidenceVerifier(
      PartyId controller,
      Collection<CheckpointKey> keys,
      KeptCheckpoints checkpoints,
      int threads) {
    this.controller = Objects.requireNonNull(controller, "controller");
    this.keys = List.copyOf(keys);
    this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
    this.threads = threads;
  }

  /**
   * A verifier of one controller's evidence.
   *
   * @param controller whose evidence it has to be
   * @param keys every key that checkpoints were ever signed with
   * @param checkpoints in the order in which they were made
   */
  public static EvidenceVerifier of(
      PartyId controller, Collection<CheckpointKey> keys, KeptCheckpoints checkpoints) {
    return new EvidenceVerifier(controller, keys, checkpoints, THREADS);
  }

  /**
   * The same verifier on this many threads, that of the caller included; 2 unless it is said. What
   * it finds is the same.
   *
   * @throws IllegalArgumentException when there is none
   */
  public EvidenceVerifier onThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A chain is verified on one thread at least");
    }
    return new EvidenceVerifier(controller, keys, checkpoints, count);
  }

  /**
   * Checks an export, which it reads once from the beginning to the end.
   *
   * @throws IOException when the stream fails
   */
  public EvidenceReport verify(InputStream export) throws IOException {
    try (ExportReader reader = new ExportReader(export, controller, threads)) {
      return verify(reader);
    }
  }

  EvidenceReport verify(ExportReader reader) throws IOException {
    ChainWalk walk = new ChainWalk(controller, new Pins(controller, keys, checkpoints));
    boolean isBegun = false;
    Long end = null;
    ExportBlock block;
    while ((block = reader.next()) != null) {
      int at = 0;
      while (at < block.seen().count()) {
        if (!isBegun) {
          isBegun = true;
          at += walk.takesHead(new String(block.piece(at), StandardCharsets.UTF_8)) ? 1 : 0;
        } else if (end != null) {
          walk.find(
              EvidenceFinding.Kind.NOT_AN_ENTRY, end + 1, null, "Something stands behind the end");
          return walk.end(end);
        } else {
          at = walk.takeUntouched(block.seen(), at);
          if (at < block.seen().count()) {
            end = take(walk, EvidenceExport.Piece.of(block.piece(at++)));
          }
        }
      }
    }
    if (!isBegun) {
      walk.find(EvidenceFinding.Kind.TRUNCATED, 0, null, "The export is empty");
    } else if (end == null) {
      walk.cutOff();
    }
    return walk.end(end);
  }

  /** What the piece says of the end of the chain, if that is what it does. */
  private static @Nullable Long take(ChainWalk walk, EvidenceExport.Piece piece) {
    EvidenceEntry entry = piece.entry();
    Long end = entry == null ? end(piece.bytes()) : null;
    if (entry != null) {
      walk.take(entry, piece.statedHash());
    } else if (end == null) {
      walk.takeWhatIsNoEntry();
    }
    return end;
  }

  /**
   * Checks the chain in a store, read page by page, on each thread at the same time.
   *
   * @throws EvidenceStoreException when the store fails, or an entry cannot be read
   */
  public EvidenceReport verify(EvidenceStore store) {
    ChainWalk walk = new ChainWalk(controller, new Pins(controller, keys, checkpoints));
    EvidenceHead head = store.head(controller);
    EvidenceEntry last = null;
    try (StoreReader reader = new StoreReader(store, controller, head.seq(), threads)) {
      StoreReader.Page page;
      while (!(page = reader.next()).entries().isEmpty()) {
        List<EvidenceEntry> entries = page.entries();
        for (int at = 0; at < entries.size(); at++) {
          at = walk.takeUntouched(page.seen(), at);
          if (at < entries.size()) {
            walk.take(entries.get(at), entries.get(at).hash());
          }
        }
        last = entries.get(entries.size() - 1);
      }
    }
    if (last != null && last.seq() == head.seq() && !last.hash().equals(head.hash())) {
      walk.find(
          EvidenceFinding.Kind.CHANGED,
          last.seq(),
          null,
          "The head of the chain was written behind another entry");
    }
    return walk.end(head.seq());
  }

  private static @Nullable Long end(byte[] piece) {
    String text = new String(piece, StandardCharsets.UTF_8);
    return text.matches("end: [0-9]{1,15}\n")
        ? Long.valueOf(text.substring(EvidenceExport.END.length(), text.length() - 1))
        : null;
  }
}
