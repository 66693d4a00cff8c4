package io.github.gdprkit.fulfilment;

import io.github.gdprkit.request.RequestId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on requests in this process, on threads of its own. Nothing of what waits is kept over a
 * restart: after one, submit {@link Requests#unfinished()} again.
 */
public final class LocalTaskRunner implements TaskRunner {

  private static final Logger LOG = LoggerFactory.getLogger(LocalTaskRunner.class);

  private final Work work;
  private final ExecutorService threads;
  private final Object lock = new Object();
  private final Set<RequestId> waiting = new LinkedHashSet<>();
  private final Set<RequestId> running = new HashSet<>();
  private boolean closed;

  /**
   * A runner that does this work.
   *
   * @param threads how many requests are worked on at a time, at least 1
   */
  public LocalTaskRunner(Work work, int threads) {
    AtomicInteger number = new AtomicInteger();
    this.work = work;
    this.threads =
        Executors.newFixedThreadPool(
            threads, task -> new Worker(task, "gdprkit-work-" + number.incrementAndGet()));
  }

  @Override
  public void submit(RequestId request) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("The runner is closed; make another one");
      }
      if (waiting.add(request)) {
        threads.execute(this::next);
      }
    }
  }

  /** Takes the first request that waits and is not being worked on. */
  private void next() {
    RequestId request = take();
    if (request == null) {
      return;
    }
    try {
      work.on(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      // The type and not the message: a host's messages can quote data.
      LOG.warn("The work on request {} ended with {}", request, e.getClass().getName());
    } finally {
      giveBack(request);
    }
  }

  private @Nullable RequestId take() {
    synchronized (lock) {
      if (closed) {
        return null;
      }
      for (RequestId request : waiting) {
        if (!running.contains(request)) {
          waiting.remove(request);
          running.add(request);
          return request;
        }
      }
      return null;
    }
  }

  /** Its turn may have come up while it was being worked on, and was passed over then. */
  private void giveBack(RequestId request) {
    synchronized (lock) {
      running.remove(request);
      if (!closed && waiting.contains(request)) {
        threads.execute(this::next);
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      waiting.clear();
    }
    threads.shutdown();
    if (Thread.currentThread() instanceof Worker) {
      // It would wait for itself.
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
        threads.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread that does work, so that it can be told from those that may wait for it. */
  private static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
    }
  }
}
