package io.github.gdprkit.example.chat.store;

import java.util.regex.Pattern;

/**
 * An organisation that uses this server for its people: their controller (Art. 4(7)). Several share
 * one database, and never a person, a team or a channel.
 *
 * @param id the row in {@code organisations}
 * @param name 1 to 40 lower case letters, digits and hyphens; commands and the evidence say it, so
 *     it never changes
 * @param displayName as its people know it
 */
public record Organisation(long id, String name, String displayName) {

  /** The one that every database begins with, as it is called there then. */
  public static final Organisation DEFAULT =
      new Organisation(1, "operator", "The operator of this chat server");

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** The name; refuses one of another form with a {@link ChatException} that says which it has. */
  public static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ChatException(
          "a controller is named here by 1 to 40 lower case letters, digits and hyphens, such as acme."
              + " How its people call it is said with settings --name");
    }
    return name;
  }

  /** Whether this is the one that commands mean unless they name another. */
  public boolean isDefault() {
    return id == DEFAULT.id;
  }
}
