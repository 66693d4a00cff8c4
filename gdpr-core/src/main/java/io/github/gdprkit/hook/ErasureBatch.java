package io.github.gdprkit.hook;

import java.util.Objects;

/**
 * What one call of {@link ErasureHook#erase} did, in records.
 *
 * @param erased how many were erased, made nobody's or replaced by a placeholder
 * @param retained how many were looked at and kept, as the rule says
 * @param page where the hook stopped
 */
public record ErasureBatch(long erased, long retained, Page page) {

  /** Refuses negative numbers with {@link IllegalArgumentException}. */
  public ErasureBatch {
    Objects.requireNonNull(page, "page");
    if (erased < 0 || retained < 0) {
      throw new IllegalArgumentException("A batch cannot count negative numbers");
    }
  }

  /** This many are gone, and there may be more behind the cursor. */
  public static ErasureBatch more(long erased, String cursor) {
    return new ErasureBatch(erased, 0, Page.after(cursor));
  }

  /** This many are gone, and nothing more is to come. */
  public static ErasureBatch last(long erased) {
    return new ErasureBatch(erased, 0, Page.last());
  }

  /** The same, with this many that the rule keeps. */
  public ErasureBatch retaining(long count) {
    return new ErasureBatch(erased, count, page);
  }
}
