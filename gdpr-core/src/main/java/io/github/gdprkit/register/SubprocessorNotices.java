package io.github.gdprkit.register;

/**
 * How a processor reaches the controllers that it works for; the host's part.
 *
 * <p>It is called on the thread of {@link SubprocessorRegister#notifyControllers}, once for each
 * controller, before the notice goes on record. When it throws, or the process dies, this
 * controller was not told: no window runs, the engagement waits, and the next call of that verb
 * tries again. So a controller can get a notice twice; the first that is on record counts.
 */
@FunctionalInterface
public interface SubprocessorNotices {

  /** Sends the notice, or puts it where it is certain to be sent from. */
  void send(SubprocessorNotice notice) throws Exception;
}
