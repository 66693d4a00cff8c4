package io.github.gdprkit.subject;

import org.jspecify.annotations.Nullable;

/**
 * What kind of name an {@link Identifier} is. A host adds its own; the constants are those that the
 * library itself knows.
 *
 * @param name lower case words joined by hyphens
 */
public record IdentifierType(String name) {

  /**
   * The host's own key of the account. {@code RecordWriter.person} compares against it to tell the
   * data subject from everybody else.
   */
  public static final IdentifierType ACCOUNT = new IdentifierType("account");

  /** The name the person signs in with or is mentioned by. */
  public static final IdentifierType USERNAME = new IdentifierType("username");

  /** An e-mail address. */
  public static final IdentifierType EMAIL = new IdentifierType("email");

  /** A telephone number. */
  public static final IdentifierType PHONE = new IdentifierType("phone");

  /** Refuses a malformed name with {@link IllegalArgumentException}. */
  public IdentifierType {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "An identifier type is lower case words joined by hyphens, such as phone; got " + name);
    }
  }

  // Records link their own at run time, which a process that only exports would wait for.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdentifierType that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
