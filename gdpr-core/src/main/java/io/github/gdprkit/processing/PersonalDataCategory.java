package io.github.gdprkit.processing;

import org.jspecify.annotations.Nullable;

/**
 * A category of personal data as the records of processing list it (Art. 30(1)(c), 15(1)(b)), such
 * as "direct messages received".
 *
 * @param id lower case words joined by hyphens; stable, it appears in manifests
 * @param title for people
 */
public record PersonalDataCategory(String id, String title) {

  /** Refuses a malformed id or a blank title with {@link IllegalArgumentException}. */
  public PersonalDataCategory {
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "A category id is lower case words joined by hyphens, such as messages-sent; got " + id);
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("The category " + id + " needs a title for people");
    }
  }

  // Records link their own at run time, which a process that only exports would wait for.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PersonalDataCategory that
        && id.equals(that.id)
        && title.equals(that.title);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + title.hashCode();
  }
}
