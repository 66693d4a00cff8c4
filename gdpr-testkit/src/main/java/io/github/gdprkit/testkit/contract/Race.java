package io.github.gdprkit.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that start together. */
final class Race {

  /** Only so that a deadlock ends. */
  private static final long MINUTES = 5;

  private Race() {}

  /** What one of them does; its number counts from 0. */
  @FunctionalInterface
  interface Runner {
    void run(int number) throws Exception;
  }

  /** Waits for all of them, and throws what one of them threw. */
  static void of(int runners, Runner work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(runners);
    try {
      CountDownLatch start = new CountDownLatch(runners);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  start.countDown();
                  start.await();
                  work.run(number);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get(MINUTES, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
