package io.github.gdprkit.hook;

/**
 * A field of a hook's records.
 *
 * @param name the key in the archive's records: a letter, then letters, digits or underscores, at
 *     most 60
 * @param title what it means, for the data subject
 */
public record DeclaredField(String name, String title) {

  /** Refuses a malformed name or a blank title with {@link IllegalArgumentException}. */
  public DeclaredField {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,59}") || name.equals("relation")) {
      throw new IllegalArgumentException(
          "A field name is up to 60 letters, digits and underscores, starts with a letter and is"
              + " not 'relation', which the archive writes itself; got "
              + name);
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("The field " + name + " needs a title for people");
    }
  }
}
