package io.github.gdprkit.request;

import io.github.gdprkit.hook.ErasureRule;
import java.util.List;

/**
 * What came of an erasure, for the person.
 *
 * @param erased records that are gone, or are empty placeholders now
 * @param anonymised records that stay and are nobody's any more
 * @param kept what is kept, on which ground and until when
 * @param counted whether the numbers are exact
 * @param left the kinds of data that could not be erased, by their titles
 */
public record ErasureSummary(
    long erased,
    long anonymised,
    List<ErasureRule.Retention> kept,
    Counted counted,
    List<String> left) {

  /** Refuses negative numbers with {@link IllegalArgumentException}. */
  public ErasureSummary {
    kept = List.copyOf(kept);
    left = List.copyOf(left);
    if (erased < 0 || anonymised < 0) {
      throw new IllegalArgumentException("Records cannot be fewer than none");
    }
  }

  /** When everything could be erased that had to be. */
  public ErasureSummary(long erased, long anonymised, List<ErasureRule.Retention> kept) {
    this(erased, anonymised, kept, Counted.EXACTLY, List.of());
  }

  /** How sure the numbers are. */
  public enum Counted {
    /** Each record was counted once. */
    EXACTLY,
    /** A crash or a failure came in between: what was gone by then was not counted again. */
    AT_LEAST
  }
}
