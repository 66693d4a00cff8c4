package io.github.gdprkit.hook;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a hook stopped after one page. Either it stopped {@link #after a cursor} and has to be
 * called again, or this was {@link #last() the last page}.
 */
public final class Page {

  private static final Page LAST = new Page(null);

  private final @Nullable String cursor;

  private Page(@Nullable String cursor) {
    this.cursor = cursor;
  }

  /**
   * There may be more after this cursor: the key of the last record that was looked at, not an
   * offset. It is opaque to the library, comes back in the next slice, and must differ from every
   * earlier cursor of the same work.
   */
  public static Page after(String cursor) {
    return new Page(Objects.requireNonNull(cursor, "cursor"));
  }

  /** Nothing more is to come. */
  public static Page last() {
    return LAST;
  }

  /** Whether nothing more is to come. */
  public boolean isLast() {
    return cursor == null;
  }

  /**
   * Where to go on.
   *
   * @throws IllegalStateException on the last page, which has no cursor
   */
  public String cursor() {
    if (cursor == null) {
      throw new IllegalStateException("The last page has no cursor; ask isLast() first");
    }
    return cursor;
  }

  @Override
  public String toString() {
    return isLast() ? "Page[last]" : "Page[more]";
  }
}
