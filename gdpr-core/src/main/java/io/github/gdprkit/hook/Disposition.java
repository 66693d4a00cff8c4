package io.github.gdprkit.hook;

import java.util.Objects;

/**
 * What happens with one kind of data when a data subject uses one right, and why. Every declaration
 * has one for each right, so that nothing is silently skipped.
 */
public sealed interface Disposition {

  /** What the data subject is told about it. */
  String text();

  /** The hook does it; {@code text} says what comes of it. */
  record ByHook(String text) implements Disposition {
    /** Refuses a blank text with {@link IllegalArgumentException}. */
    public ByHook {
      requireText(text);
    }
  }

  /** The hook cannot do it; a person has to. {@code text} says why, and becomes their task. */
  record ByHand(String text) implements Disposition {
    /** Refuses a blank text with {@link IllegalArgumentException}. */
    public ByHand {
      requireText(text);
    }
  }

  /** The right has nothing to act on here; {@code text} says why. */
  record NotApplicable(String text) implements Disposition {
    /** Refuses a blank text with {@link IllegalArgumentException}. */
    public NotApplicable {
      requireText(text);
    }
  }

  /**
   * The data is kept although its erasure is asked for: Art. 17(3). Only for {@link
   * io.github.gdprkit.subject.DataSubjectRight#ERASURE}.
   */
  record Kept(String text, ErasureRule.Retention retention) implements Disposition {
    /** Refuses a blank text with {@link IllegalArgumentException}. */
    public Kept {
      requireText(text);
      Objects.requireNonNull(retention, "retention");
    }
  }

  private static void requireText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "A disposition must say what happens or why nothing does; the data subject reads it");
    }
  }
}
