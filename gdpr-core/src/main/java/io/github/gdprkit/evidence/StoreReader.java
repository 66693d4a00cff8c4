package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chain out of a store page by page, on a thread of its own and a page ahead of whoever
 * walks along, or on the caller's. Memory is a few pages.
 */
final class StoreReader implements AutoCloseable {

  private static final int PAGE = 1000;
  private static final int PAGES_AHEAD = 2;

  private final PartyId controller;
  private final EvidenceLog.Pages pages;
  private final long upToSeq;
  private final BlockingQueue<Page> read = new ArrayBlockingQueue<>(PAGES_AHEAD);
  private final @Nullable Thread helper;
  private boolean isAtEnd;

  /**
   * A reader of a chain up to this entry, or to its end if that comes first.
   *
   * @param threads how many work in all, that of the caller included
   */
  StoreReader(EvidenceStore store, PartyId controller, long upToSeq, int threads) {
    this.controller = controller;
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

  /**
   * Entries, with what was seen of each.
   *
   * @param failure what the store threw instead
   */
  record Page(List<EvidenceEntry> entries, SeenEntries seen, @Nullable Throwable failure) {}

  /** The next page; one without entries at the end. */
  Page next() {
    Page next;
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
    return next;
  }

  @Override
  public void close() {
    if (helper != null) {
      helper.interrupt();
    }
  }

  private void readAhead() {
    try {
      Page next;
      do {
        try {
          next = nextOfStore();
        } catch (RuntimeException | Error e) {
          next = new Page(List.of(), new SeenEntries(controller), e);
        }
        read.put(next);
      } while (!next.entries.isEmpty());
    } catch (InterruptedException e) {
      // Nobody walks any more.
    }
  }

  private Page nextOfStore() {
    List<EvidenceEntry> entries = isAtEnd ? List.of() : pages.nextPage();
    SeenEntries seen = new SeenEntries(controller);
    for (EvidenceEntry entry : entries) {
      entry.addTo(seen);
      if (entry.seq() >= upToSeq) {
        isAtEnd = true;
        break;
      }
    }
    return new Page(entries.subList(0, seen.count()), seen, null);
  }
}
