package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chain out of a store page by page, on a thread of its own and some pages ahead of whoever
 * digests them and walks along, or on the caller's. Memory is a few pages.
 */
final class StoreReader implements AutoCloseable {

  private static final int PAGE = 1000;
  private static final int PAGES_AHEAD = 2;

  private final EvidenceLog.Pages pages;
  private final long upToSeq;
  private final BlockingQueue<ReadPage> read = new ArrayBlockingQueue<>(PAGES_AHEAD);
  private final SeenEntries seen;
  private final @Nullable Thread helper;
  private boolean isAtEnd;

  /**
   * A reader of a chain up to this entry, or to its end if that comes first.
   *
   * @param threads how many work in all, that of the caller included
   */
  StoreReader(EvidenceStore store, PartyId controller, long upToSeq, int threads) {
    this.seen = new SeenEntries(controller);
    this.pages = new EvidenceLog.Pages(store, controller, 0, PAGE);
    this.upToSeq = upToSeq;
    if (threads == 1) {
      helper = null;
    } else {
      helper = new Thread(this::readAhead, "gdprkit-evidence-store-reader");
      helper.setDaemon(true);
      helper.start();
    }
  }

  /** Entries, with what was seen of each. */
  record Page(List<EvidenceEntry> entries, SeenEntries seen) {}

  /**
   * Entries as they were read.
   *
   * @param failure what the store threw instead
   */
  private record ReadPage(List<EvidenceEntry> entries, @Nullable Throwable failure) {}

  /** The next page, which the one before must not be used behind; without entries at the end. */
  Page next() {
    ReadPage next;
    try {
      next = helper == null ? nextOfStore() : read.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvidenceStoreException("The verification was interrupted", null);
    }
    if (next.failure instanceof Error error) {
      throw error;
    }
    if (next.failure instanceof RuntimeException exception) {
      throw exception;
    }
    seen.clear();
    next.entries.forEach(entry -> entry.addTo(seen));
    return new Page(next.entries, seen);
  }

  @Override
  public void close() {
    if (helper != null) {
      helper.interrupt();
    }
  }

  private void readAhead() {
    try {
      ReadPage next;
      do {
        try {
          next = nextOfStore();
        } catch (RuntimeException | Error e) {
          next = new ReadPage(List.of(), e);
        }
        read.put(next);
      } while (!next.entries.isEmpty());
    } catch (InterruptedException e) {
      // Nobody walks any more.
    }
  }

  private ReadPage nextOfStore() {
    List<EvidenceEntry> entries = isAtEnd ? List.of() : pages.nextPage();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).seq() >= upToSeq) {
        isAtEnd = true;
        return new ReadPage(entries.subList(0, i + 1), null);
      }
    }
    return new ReadPage(entries, null);
  }
}
