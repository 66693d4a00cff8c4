package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tries to download every archive, again and again, while others are killed: whatever can be opened
 * has to be whole. Runs in another process than those that write.
 */
final class ArchiveWatcher implements AutoCloseable {

  private static final long PAUSE_MILLIS = 40;

  private final Audit audit;
  private final boolean mayFail;
  private final Set<RequestId> waiting = new HashSet<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicLong looks = new AtomicLong();
  private final AtomicLong opened = new AtomicLong();
  private final Thread thread = new Thread(this::watch, "archive-watcher");
  private volatile Throwable wrong;

  /**
   * Begins to watch.
   *
   * @param mayFail whether the store of archives itself may be away for a while
   */
  ArchiveWatcher(Place place, Collection<Resident> people, boolean mayFail) {
    this.audit = new Audit(place);
    this.mayFail = mayFail;
    people.stream()
        .flatMap(person -> person.allAsks().stream())
        .filter(ask -> ask.claim() == Claim.ACCESS)
        .forEach(ask -> waiting.add(ask.id()));
    thread.start();
  }

  private void watch() {
    try {
      while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        for (RequestId id : Set.copyOf(waiting)) {
          look(id);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      wrong = e;
    }
  }

  /** What was whole once is left to the audit at the end. */
  private void look(RequestId id) throws Exception {
    looks.incrementAndGet();
    try {
      if (audit.verified(id)) {
        opened.incrementAndGet();
        waiting.remove(id);
      }
    } catch (Exception e) {
      if (!mayFail) {
        throw e;
      }
    }
  }

  long looks() {
    return looks.get();
  }

  long opened() {
    return opened.get();
  }

  /** Ends, and throws what was wrong. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (wrong != null) {
      throw new AssertionError("An archive could be opened that is not whole", wrong);
    }
  }
}
