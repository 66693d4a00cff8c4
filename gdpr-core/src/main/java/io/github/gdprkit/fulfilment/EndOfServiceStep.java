package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the erasure of everyone is with one kind of data.
 *
 * @param hook whose
 * @param state what became of it
 * @param erased how many records the hook says that it erased, all runs together
 * @param retained how many it keeps
 * @param remaining how many are there that should be gone, as far as that is known
 * @param ground why records are kept; {@code null} when none are
 * @param error the type of what the hook threw; {@code null} unless it failed with one
 * @param note the code that a person closed it with; {@code null} unless one did
 */
public record EndOfServiceStep(
    HookId hook,
    State state,
    long erased,
    long retained,
    long remaining,
    @Nullable RetentionGround ground,
    @Nullable String error,
    @Nullable String note) {

  /** Refuses negative numbers with {@link IllegalArgumentException}. */
  public EndOfServiceStep {
    Objects.requireNonNull(hook, "hook");
    Objects.requireNonNull(state, "state");
    if (erased < 0 || retained < 0 || remaining < 0) {
      throw new IllegalArgumentException("A step cannot count negative numbers");
    }
  }

  static EndOfServiceStep of(HookId hook) {
    return new EndOfServiceStep(hook, State.OUTSTANDING, 0, 0, 0, null, null, null);
  }

  EndOfServiceStep counting(long newErased, long newRetained) {
    return new EndOfServiceStep(
        hook, State.OUTSTANDING, newErased, newRetained, 0, null, null, null);
  }

  /** Whether nothing is left to do about it. */
  public boolean isSettled() {
    return state.isSettled;
  }

  /** What can become of a kind of data. */
  public enum State {
    /** Not begun, or in the middle. */
    OUTSTANDING(false),
    /** The hook erased it, and nothing remains. */
    ERASED(true),
    /** All of it, or what remains, is kept because Union or Member State law says so. */
    RETAINED(true),
    /** There is nothing of it, or nothing any more. */
    NOTHING_LEFT(true),
    /** A person has to do it. */
    BY_HAND(false),
    /** A person did it. */
    DONE_BY_HAND(true),
    /** The hook threw, or left records behind. The next run tries again. */
    FAILED(false);

    private final boolean isSettled;

    State(boolean isSettled) {
      this.isSettled = isSettled;
    }
  }
}
