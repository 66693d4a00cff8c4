package io.github.gdprkit.hook;

/**
 * Something that has to be settled before a person can be erased, such as a room that would be left
 * without an owner.
 *
 * @param hook who says so
 * @param text what it is and what to do about it, for the controller's staff; no personal data
 * @param count how many there are of it, at least 1
 */
public record ErasureBlocker(HookId hook, String text, long count) {

  /** Refuses a blank text and a count of nothing with {@link IllegalArgumentException}. */
  public ErasureBlocker {
    if (text.isBlank() || count < 1) {
      throw new IllegalArgumentException("A blocker says what it is, and there is at least one");
    }
  }
}
