package io.github.gdprkit.erasure;

import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.HookId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one kind of data, in records (Art. 17, 19). A hook can have two outcomes: some
 * records erased, others retained. An erasure is complete when all of its outcomes are {@linkplain
 * #isSettled settled}; until then nobody is told that it is done.
 */
public sealed interface ErasureOutcome {

  /** Whose hook's data. */
  HookId hook();

  /** Whether nothing is left to do. */
  boolean isSettled();

  /** The records are gone. */
  record Erased(HookId hook, long records) implements ErasureOutcome {
    /** Refuses a negative number with {@link IllegalArgumentException}. */
    public Erased {
      requireRecords(hook, records);
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /** The records stay and are nobody's any more. */
  record Anonymised(HookId hook, long records) implements ErasureOutcome {
    /** Refuses a negative number with {@link IllegalArgumentException}. */
    public Anonymised {
      requireRecords(hook, records);
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /** The records stay as marks that there was something; their content is gone. */
  record Replaced(HookId hook, long records) implements ErasureOutcome {
    /** Refuses a negative number with {@link IllegalArgumentException}. */
    public Replaced {
      requireRecords(hook, records);
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /**
   * The records are kept on a ground of Art. 17(3).
   *
   * @param hook whose data
   * @param records how many; 0 when the hook cannot count them
   * @param retention what is kept, on which ground and until when
   */
  record Retained(HookId hook, long records, ErasureRule.Retention retention)
      implements ErasureOutcome {
    /** Refuses a negative number with {@link IllegalArgumentException}. */
    public Retained {
      requireRecords(hook, records);
      Objects.requireNonNull(retention, "retention");
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /** A legal hold forbids the erasure for now. Goes on when the hold is released. */
  record Deferred(HookId hook, HoldId hold) implements ErasureOutcome {
    /** Refuses {@code null}. */
    public Deferred {
      Objects.requireNonNull(hook, "hook");
      Objects.requireNonNull(hold, "hold");
    }

    @Override
    public boolean isSettled() {
      return false;
    }
  }

  /**
   * A person has to do it.
   *
   * @param hook whose data
   * @param reason why the hook cannot, in words for people
   */
  record ByHand(HookId hook, String reason) implements ErasureOutcome {
    /** Refuses a blank reason with {@link IllegalArgumentException}. */
    public ByHand {
      requireReason(hook, reason);
    }

    @Override
    public boolean isSettled() {
      return false;
    }
  }

  /**
   * It failed, or records were found afterwards that should be gone. Tried again in the next run.
   *
   * @param hook whose data
   * @param error the type of what was thrown, never its message; {@code null} when nothing was
   *     thrown and yet records are there
   * @param remaining how many records are still there; 0 when that is not known
   */
  record Failed(HookId hook, @Nullable String error, long remaining) implements ErasureOutcome {
    /** Refuses a negative number, and a failure that says nothing. */
    public Failed {
      requireRecords(hook, remaining);
      if (error == null && remaining == 0) {
        throw new IllegalArgumentException(
            "A failure of hook "
                + hook
                + " names the type of the error or the records that are still there");
      }
      if (error != null && !error.matches("[A-Za-z0-9_.$]{1,200}")) {
        throw new IllegalArgumentException(
            "The error of hook "
                + hook
                + " is the name of a class; messages may hold personal data and stay out");
      }
    }

    /** The hook threw this. */
    public static Failed threw(HookId hook, Throwable thrown) {
      return new Failed(hook, thrown.getClass().getName(), 0);
    }

    /** Nothing was thrown, and this many records are still there. */
    public static Failed leftOver(HookId hook, long remaining) {
      return new Failed(hook, null, remaining);
    }

    @Override
    public boolean isSettled() {
      return false;
    }
  }

  /**
   * There was nothing to erase, and never is.
   *
   * @param hook whose data
   * @param reason why, in words for people
   */
  record NothingHeld(HookId hook, String reason) implements ErasureOutcome {
    /** Refuses a blank reason with {@link IllegalArgumentException}. */
    public NothingHeld {
      requireReason(hook, reason);
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  private static void requireRecords(HookId hook, long records) {
    Objects.requireNonNull(hook, "hook");
    if (records < 0) {
      throw new IllegalArgumentException(
          "An outcome of hook " + hook + " cannot count fewer than no records");
    }
  }

  private static void requireReason(HookId hook, String reason) {
    Objects.requireNonNull(hook, "hook");
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "An outcome of hook " + hook + " says why; the data subject reads it");
    }
  }
}
