package io.github.gdprkit.fulfilment;

import io.github.gdprkit.request.RequestId;

/**
 * Has the work on requests done, on threads or nodes of its choosing. What is submitted is worked
 * on at least once; one request is never worked on twice at a time by one runner, and between
 * runners the store's fence decides. Every runner passes {@code TaskRunnerContract} of
 * gdpr-testkit.
 */
public interface TaskRunner extends AutoCloseable {

  /**
   * Has this request worked on. Returns at once. A request that waits for its turn already is not
   * queued twice; one that is being worked on is worked on once more afterwards.
   *
   * @throws IllegalStateException when the runner is closed
   */
  void submit(RequestId request);

  /** Takes nothing more, and waits for the work that is running; what waits is not begun. */
  @Override
  void close();

  /** What a runner does with a request. */
  @FunctionalInterface
  interface Work {

    /**
     * Works on the request as far as it goes now.
     *
     * @throws Exception anything; the runner logs the type and goes on with other requests
     */
    void on(RequestId request) throws Exception;
  }
}
