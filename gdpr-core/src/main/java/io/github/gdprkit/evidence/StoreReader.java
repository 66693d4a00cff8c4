package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chain out of a store page by page and looks through the pages, on threads of its own and
 * on that of whoever walks along. A chain has no gaps, so that it is known where each page begins
 * before the one before it is there. Where a page does not end as it should, the chain has a fault,
 * and what is behind is read page after page. Memory is a few pages.
 */
final class StoreReader implements AutoCloseable {

  private static final int PAGE = 2000;

  private final EvidenceStore store;
  private final PartyId controller;
  private final long upToSeq;
  private final int mostPages;
  private final List<Thread> helpers = new ArrayList<>();

  /** Pages that are read or being read, in order; guarded by this, as is all that follows. */
  private final Deque<Page> pages = new ArrayDeque<>();

  /** Behind which entry the next page is to be read. */
  private long claimed;

  private boolean isClosed;

  /** How far the caller of {@link #next} is. */
  private long after;

  private boolean isAtEnd;

  /**
   * A reader of a chain up to this entry, or to its end if that comes first.
   *
   * @param threads how many work in all, that of the caller included
   */
  StoreReader(EvidenceStore store, PartyId controller, long upToSeq, int threads) {
    this.store = store;
    this.controller = controller;
    this.upToSeq = upToSeq;
    this.mostPages = 2 * threads;
    for (int i = 1; i < threads; i++) {
      Thread helper = new Thread(this::help, "gdprkit-evidence-store-reader-" + i);
      helper.setDaemon(true);
      helpers.add(helper);
    }
    helpers.forEach(Thread::start);
  }

  /** Entries behind one, with what was seen of each. */
  static final class Page {

    private final long after;
    private final SeenEntries seen;
    private List<EvidenceEntry> entries = List.of();

    /** What the store threw instead. */
    private @Nullable Throwable failure;

    private boolean isRead;

    Page(PartyId controller, long after) {
      this.after = after;
      this.seen = new SeenEntries(controller);
    }

    List<EvidenceEntry> entries() {
      return entries;
    }

    SeenEntries seen() {
      return seen;
    }
  }

  /** The next page; one without entries at the end. */
  Page next() {
    if (isAtEnd) {
      return new Page(controller, after);
    }
    Page page = helpers.isEmpty() ? readNext() : nextOfSeveral();
    if (page.failure instanceof Error error) {
      throw error;
    }
    if (page.failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (page.entries.isEmpty()) {
      isAtEnd = true;
      return page;
    }
    after = EvidenceLog.Pages.lastBehind(after, page.entries);
    isAtEnd = after >= upToSeq;
    return page;
  }

  private Page readNext() {
    Page page = new Page(controller, after);
    read(page);
    return page;
  }

  private Page nextOfSeveral() {
    while (true) {
      Page work = null;
      synchronized (this) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
        Page first = pages.peek();
        // The page before ended elsewhere, or earlier than the chain.
        isClosed |= first == null ? claimed >= upToSeq : first.after != after;
        if (isClosed) {
          notifyAll();
        } else if (first != null && first.isRead) {
          pages.remove();
          notifyAll();
          return first;
        } else {
          work = claim();
          if (work == null) {
            await();
            continue;
          }
        }
      }
      if (work == null) {
        return readNext();
      }
      read(work);
    }
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private static EvidenceStoreException interrupted() {
    return new EvidenceStoreException("The verification was interrupted", null);
  }

  /** The next page that nobody reads yet, {@code null} when there are enough. */
  private @Nullable Page claim() {
    if (pages.size() >= mostPages || claimed >= upToSeq) {
      return null;
    }
    Page page = new Page(controller, claimed);
    claimed += PAGE;
    pages.add(page);
    return page;
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    helpers.forEach(Thread::interrupt);
  }

  private void help() {
    try {
      while (true) {
        Page work;
        synchronized (this) {
          work = claim();
          while (!isClosed && work == null && claimed < upToSeq) {
            wait();
            work = claim();
          }
          if (isClosed || work == null) {
            return;
          }
        }
        read(work);
      }
    } catch (InterruptedException e) {
      // Nobody walks any more.
    }
  }

  private void read(Page page) {
    Throwable failed = null;
    List<EvidenceEntry> entries = List.of();
    try {
      entries = upToEnd(store.read(controller, page.after, PAGE));
      entries.forEach(entry -> entry.addTo(page.seen));
    } catch (RuntimeException | Error e) {
      failed = e;
    }
    synchronized (this) {
      page.entries = entries;
      page.failure = failed;
      page.isRead = true;
      notifyAll();
    }
  }

  private List<EvidenceEntry> upToEnd(List<EvidenceEntry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).seq() >= upToSeq) {
        return entries.subList(0, i + 1);
      }
    }
    return entries;
  }
}
