package io.github.gdprkit.deadline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A question to the data subject, and when the answer came. What it does to the time limit, {@link
 * ResponseClock} says.
 *
 * @param reason why it was asked
 * @param askedOn the day the question went out
 * @param answeredOn the day the whole answer was there; {@code null} while it is not. An answer
 *     that is not enough does not end the pause.
 * @param asked whether it was asked without undue delay
 */
public record Pause(
    PauseReason reason, LocalDate askedOn, @Nullable LocalDate answeredOn, AskedWhen asked) {

  /** Refuses an answer from before the question with {@link IllegalArgumentException}. */
  public Pause {
    if (answeredOn != null && answeredOn.isBefore(askedOn)) {
      throw new IllegalArgumentException(
          "A pause asked on %s cannot be answered before, on %s; check the two days"
              .formatted(askedOn, answeredOn));
    }
  }

  /** A question asked without undue delay that waits for its answer. */
  public static Pause open(PauseReason reason, LocalDate askedOn) {
    return new Pause(reason, askedOn, null, AskedWhen.WITHOUT_UNDUE_DELAY);
  }

  /** The same pause, ended by the answer of that day. */
  public Pause answered(LocalDate day) {
    return new Pause(reason, askedOn, day, asked);
  }

  /** Whether the answer is still missing. */
  public boolean isOpen() {
    return answeredOn == null;
  }
}
