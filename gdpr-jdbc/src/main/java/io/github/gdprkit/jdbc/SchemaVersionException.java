package io.github.gdprkit.jdbc;

import io.github.gdprkit.GdprException;

/**
 * The tables of the database are not those that this version of the library works with. Older or
 * missing ones are brought up by {@link GdprSchema#migrate} or {@link GdprSchema#migrateOutside};
 * newer ones need a newer library.
 */
public final class SchemaVersionException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final int found;
  private final int needed;

  SchemaVersionException(int found, int needed, String call) {
    super(message(found, needed, call), null);
    this.found = found;
    this.needed = needed;
  }

  private static String message(int found, int needed, String call) {
    if (found > needed) {
      return "The database has version "
          + found
          + " of gdprkit's tables and this library knows only up to "
          + needed
          + "; use the newer library that wrote them";
    }
    return (found == 0
            ? "The database has no tables of gdprkit"
            : "The database has version " + found + " of gdprkit's tables")
        + " and version "
        + needed
        + " is needed; call "
        + call
        + " before the store is opened, or let your own tool run the scripts";
  }

  /** The version in the database; 0 when there is none. */
  public int found() {
    return found;
  }

  /** The version that this library works with. */
  public int needed() {
    return needed;
  }
}
