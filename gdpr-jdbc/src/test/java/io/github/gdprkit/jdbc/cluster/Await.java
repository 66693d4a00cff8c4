package io.github.gdprkit.jdbc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until something is so, and fails when it never is. */
final class Await {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long from = System.nanoTime();
    while (!condition.call()) {
      assertThat(System.nanoTime() - from).as("it never came to: " + what).isLessThan(PATIENCE);
      LockSupport.parkNanos(PAUSE);
    }
  }
}
