package io.github.gdprkit.deadline;

/** Whether the controller asked back as soon as it could. Only then does the time limit pause. */
public enum AskedWhen {
  /** As soon as it saw the need. */
  WITHOUT_UNDUE_DELAY,
  /** Later than that: the time limit runs on. */
  WITH_UNDUE_DELAY
}
