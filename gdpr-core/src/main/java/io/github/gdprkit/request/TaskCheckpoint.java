package io.github.gdprkit.request;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on one hook is between two events: where to go on after a crash. Overwritten
 * with each batch and erased with the papers; the cursor is a key of the host's and can be personal
 * data.
 *
 * @param task which work
 * @param cursor where to go on, {@code null} at the start
 * @param records how many records are dealt with
 * @param retained how many records were kept, as the rule says
 * @param phase the part of the work that is next
 */
public record TaskCheckpoint(
    TaskId task, @Nullable String cursor, long records, long retained, Phase phase) {

  /** Refuses negative counts with {@link IllegalArgumentException}. */
  public TaskCheckpoint {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(phase, "phase");
    if (records < 0 || retained < 0) {
      throw new IllegalArgumentException("A checkpoint cannot count negative numbers");
    }
  }

  /** The parts that a hook's work has. */
  public enum Phase {
    /** The hook acts. */
    ACTING,
    /** The hook said that it is done; what is left is looked at. */
    VERIFYING
  }

  /** Leaves the cursor out. */
  @Override
  public String toString() {
    return "TaskCheckpoint[" + task + ", " + records + " records, " + phase + "]";
  }
}
