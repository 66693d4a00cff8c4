package io.github.gdprkit.hook;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link ErasureHook} erases, and what of it stays (Art. 17(1) and (3)).
 *
 * @param mode what becomes of the records
 * @param retention what of them is kept, on which ground and until when; {@code null} when nothing
 *     is
 */
public record ErasureRule(ErasureMode mode, @Nullable Retention retention) {

  /** Refuses a missing mode. */
  public ErasureRule {
    Objects.requireNonNull(mode, "mode");
  }

  /** Records are deleted. */
  public static ErasureRule erase() {
    return new ErasureRule(ErasureMode.ERASE, null);
  }

  /** Records stay and are nobody's any more. */
  public static ErasureRule anonymise() {
    return new ErasureRule(ErasureMode.ANONYMISE, null);
  }

  /** Records stay without their content. */
  public static ErasureRule placeholder() {
    return new ErasureRule(ErasureMode.PLACEHOLDER, null);
  }

  /** The same, except for what must be kept. */
  public ErasureRule except(Retention kept) {
    return new ErasureRule(mode, Objects.requireNonNull(kept, "kept"));
  }

  /**
   * What is kept in spite of an erasure. The data subject reads it.
   *
   * @param ground which exception of Art. 17(3)
   * @param what the data that is kept, in words for people
   * @param until when it goes, or by which criteria that is decided, in words for people
   */
  public record Retention(RetentionGround ground, String what, String until) {

    /** Refuses blank words with {@link IllegalArgumentException}. */
    public Retention {
      Objects.requireNonNull(ground, "ground");
      if (what.isBlank() || until.isBlank()) {
        throw new IllegalArgumentException(
            "A retention says what is kept and until when; the data subject reads it");
      }
    }
  }
}
