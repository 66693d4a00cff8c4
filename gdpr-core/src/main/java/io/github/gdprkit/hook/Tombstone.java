package io.github.gdprkit.hook;

/**
 * Who stands where an erased person stood, in content that stays. Random: it is derived neither
 * from the person's name nor from any of their identifiers, and one erasure has one tombstone.
 *
 * @param value 1 to 40 lower case letters, digits and hyphens, fit to be a user name
 */
public record Tombstone(String value) {

  /** Refuses any other value with {@link IllegalArgumentException}. */
  public Tombstone {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "A tombstone is 1 to 40 lower case letters, digits and hyphens");
    }
  }
}
