package io.github.gdprkit.request;

import java.util.Objects;

/**
 * One thing that the data subject is told.
 *
 * @param what which thing
 * @param reference the provision, such as {@code 17(3)(e)}
 * @param text in words for the person
 */
public record AnswerItem(ToTell what, String reference, String text) {

  /** Refuses a blank text with {@link IllegalArgumentException}. */
  public AnswerItem {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(reference, "reference");
    if (text.isBlank()) {
      throw new IllegalArgumentException("What the person is told must not be blank: " + what);
    }
  }

  static AnswerItem of(ToTell what, String text) {
    return new AnswerItem(what, what.reference(), text);
  }

  /** How it is written where a machine reads it. */
  public String code() {
    return what.code();
  }

  /** Leaves the text out: it can hold reasons of the person's own case. */
  @Override
  public String toString() {
    return code();
  }
}
