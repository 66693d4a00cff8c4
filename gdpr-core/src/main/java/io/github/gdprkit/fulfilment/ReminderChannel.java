package io.github.gdprkit.fulfilment;

/** How people of the controller learn what is due: by mail, in a chat, on a screen. */
@FunctionalInterface
public interface ReminderChannel {

  /**
   * Tells somebody. When it returns, it is written down that they were told; a crash between the
   * two, or another node at just this moment, tells them again.
   *
   * @throws Exception anything; it is not written down then, and tried again by the next run
   */
  void remind(Reminder reminder) throws Exception;
}
