package io.github.gdprkit.jdbc.table;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows on a thread of its own, at most as many batches ahead as there are, while the rows of
 * another are written: so the database works while records are encoded. As long as it is open, the
 * connection belongs to that thread. Nobody interrupts it, because some databases close their files
 * then; {@link #close} waits until what it takes is there.
 */
final class ReadAhead implements AutoCloseable {

  private final RowTaker taker;
  private final Thread thread;
  private final int batches;
  private final Deque<Batch> free;
  private final Deque<Batch> taken = new ArrayDeque<>();
  private @Nullable Throwable failure;
  private boolean ended;
  private boolean closed;

  ReadAhead(RowTaker taker, List<Batch> batches) {
    this.taker = taker;
    this.batches = batches.size();
    this.free = new ArrayDeque<>(batches);
    this.thread = new Thread(this::takeAll, "gdprkit-read");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The next batch, or {@code null} behind the last; waits for it. Give it back when written. What
   * went wrong on the other thread is thrown here, behind the batches that it took before.
   */
  synchronized @Nullable Batch next() throws SQLException, InterruptedException {
    while (taken.isEmpty() && !ended) {
      wait();
    }
    if (taken.isEmpty()) {
      requireNoFailure();
    }
    return taken.poll();
  }

  private void requireNoFailure() throws SQLException {
    Throwable cause = failure;
    if (cause instanceof SQLException e) {
      throw e;
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    if (cause != null) {
      throw new IllegalStateException("The thread that reads was stopped", cause);
    }
  }

  /** Takes a batch back to be filled again. */
  synchronized void giveBack(Batch batch) {
    free.add(batch);
    notifyAll();
  }

  private void takeAll() {
    try {
      for (Batch batch = nextFree(); batch != null; batch = nextFree()) {
        taker.take(batch);
        boolean isLast = batch.isLast();
        taken(batch);
        if (isLast) {
          break;
        }
      }
    } catch (Throwable e) {
      // Whatever it is: it is told on the thread that writes.
      failed(e);
    }
    ended();
  }

  /** A batch to fill; {@code null} when no more is wanted. */
  private synchronized @Nullable Batch nextFree() throws InterruptedException {
    // What is expected is taken: all of it is written first, to learn whether it was enough.
    while (!closed
        && (free.isEmpty() || (taker.hasTakenWhatIsExpected() && free.size() < batches))) {
      wait();
    }
    return closed ? null : free.remove();
  }

  private synchronized void taken(Batch batch) {
    taken.add(batch);
    notifyAll();
  }

  private synchronized void failed(Throwable e) {
    failure = e;
  }

  private synchronized void ended() {
    ended = true;
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
