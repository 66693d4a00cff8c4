package io.github.gdprkit.hook;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stable name of a hook. It is the key of the hook's work after a crash and the folder of its
 * records in an archive, so it is kept to what every file system accepts.
 *
 * @param value 1 to 40 lower case letters, digits and hyphens, starting with a letter; not a name
 *     that Windows reserves, nor {@code attachments}
 */
public record HookId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern RESERVED =
      Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]|attachments");

  /** Refuses a malformed or reserved name with {@link IllegalArgumentException}. */
  public HookId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A hook id is 1 to 40 lower case letters, digits and hyphens and starts with a letter,"
              + " such as messages-sent; got "
              + value);
    }
    if (RESERVED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The hook id " + value + " is reserved as a file name; choose another");
    }
  }

  // Records link their own at run time, which a process that only exports would wait for.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HookId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
