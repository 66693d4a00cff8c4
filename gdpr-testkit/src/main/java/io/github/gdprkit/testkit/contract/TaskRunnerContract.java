package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.fulfilment.TaskRunner;
import io.github.gdprkit.request.RequestId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TaskRunner} does. Implement it in a test class of your runner; each test makes
 * runners of its own and closes them.
 */
public interface TaskRunnerContract {

  /** A runner that does this work, on two threads at least, and has nothing to do yet. */
  TaskRunner runner(TaskRunner.Work work);

  /** What is submitted is worked on. */
  @Test
  default void worksOnWhatIsSubmitted() throws Exception {
    Set<RequestId> seen = new HashSet<>();
    CountDownLatch all = new CountDownLatch(20);
    try (TaskRunner runner =
        runner(
            request -> {
              synchronized (seen) {
                if (seen.add(request)) {
                  all.countDown();
                }
              }
            })) {
      for (int i = 0; i < 20; i++) {
        runner.submit(new RequestId("r-" + i));
      }
      await(all);
    }
    assertThat(seen).hasSize(20);
  }

  /** One request that fails does not keep the others from being worked on, nor itself later. */
  @Test
  default void goesOnAfterWorkThatThrows() throws Exception {
    RequestId bad = new RequestId("bad");
    List<Throwable> kinds =
        List.of(
            new IllegalStateException("no"),
            new Exception("no"),
            new AssertionError("no"),
            new NoClassDefFoundError("no"),
            new InterruptedException("no"));
    CountDownLatch failed = new CountDownLatch(kinds.size());
    CountDownLatch good = new CountDownLatch(1);
    CountDownLatch badAgain = new CountDownLatch(1);
    List<Throwable> left = new ArrayList<>(kinds);
    try (TaskRunner runner =
        runner(
            request -> {
              Throwable next;
              synchronized (left) {
                next = request.value().startsWith("bad") && !left.isEmpty() ? left.remove(0) : null;
              }
              if (next instanceof Error error) {
                failed.countDown();
                throw error;
              } else if (next instanceof Exception exception) {
                failed.countDown();
                throw exception;
              } else if (request.equals(bad)) {
                badAgain.countDown();
              } else if (!request.value().startsWith("bad")) {
                good.countDown();
              }
            })) {
      for (int i = 0; i < kinds.size(); i++) {
        runner.submit(new RequestId("bad-" + i));
      }
      await(failed);
      runner.submit(new RequestId("good"));
      runner.submit(bad);
      await(good);
      await(badAgain);
    }
  }

  /** One request is never worked on twice at a time, and once more when it came while it was. */
  @Test
  default void worksOnOneRequestOneAfterTheOther() throws Exception {
    RequestId request = new RequestId("r-1");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch twice = new CountDownLatch(2);
    int[] atOnce = {0, 0};
    try (TaskRunner runner =
        runner(
            id -> {
              synchronized (atOnce) {
                atOnce[0]++;
                atOnce[1] = Math.max(atOnce[0], atOnce[1]);
              }
              begun.countDown();
              await(goOn);
              synchronized (atOnce) {
                atOnce[0]--;
              }
              twice.countDown();
            })) {
      runner.submit(request);
      await(begun);
      for (int i = 0; i < 5; i++) {
        runner.submit(request);
      }
      goOn.countDown();
      await(twice);
    }
    assertThat(atOnce[1]).isEqualTo(1);
  }

  /** While one request is worked on, another one is. */
  @Test
  default void worksOnTwoRequestsAtOnce() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (TaskRunner runner =
        runner(
            id -> {
              both.countDown();
              await(both);
            })) {
      runner.submit(new RequestId("r-1"));
      runner.submit(new RequestId("r-2"));
      await(both);
    }
  }

  /** What runs is waited for, and nothing is taken any more. */
  @Test
  default void closesWhenTheWorkThatRunsHasEnded() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    TaskRunner runner =
        runner(
            id -> {
              begun.countDown();
              await(goOn);
              ended.countDown();
            });
    runner.submit(new RequestId("r-1"));
    await(begun);
    Thread closing = new Thread(runner::close);
    closing.start();
    goOn.countDown();
    closing.join(TimeUnit.MINUTES.toMillis(1));

    assertThat(closing.isAlive()).isFalse();
    assertThat(ended.getCount()).isZero();
    assertThatThrownBy(() -> runner.submit(new RequestId("r-2")))
        .isInstanceOf(IllegalStateException.class);
    runner.close();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(1, TimeUnit.MINUTES)).as("it came to no end").isTrue();
  }
}
