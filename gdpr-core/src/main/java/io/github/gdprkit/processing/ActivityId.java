package io.github.gdprkit.processing;

/**
 * The stable name of a processing activity.
 *
 * @param value lower case words joined by hyphens, at most 60 characters
 */
public record ActivityId(String value) {

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public ActivityId {
    if (value.length() > 60 || !value.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "An activity id is lower case words joined by hyphens, at most 60 characters, such as team-chat");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
