package io.github.gdprkit.archive;

/**
 * What lets its bearer download an archive: 256 random bits behind the public name of the grant.
 * Given out once and not kept, so it cannot be shown again; issue another. {@link #toString()}
 * hides it.
 *
 * @param value 65 letters, digits, {@code -} and {@code _}, for the person; behind the # of a link,
 *     it reaches no log
 */
public record DownloadToken(String value) {

  static final int GRANT_LENGTH = 22;
  private static final String FORM = "[A-Za-z0-9_-]{65}";

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public DownloadToken {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "A download token is 65 letters, digits, - and _; take the one that was issued");
    }
  }

  static boolean isWellFormed(String value) {
    return value.matches(FORM);
  }

  /** The public name of the grant, by which it is looked up. */
  String grant() {
    return value.substring(0, GRANT_LENGTH);
  }

  @Override
  public String toString() {
    return "DownloadToken[redacted]";
  }
}
