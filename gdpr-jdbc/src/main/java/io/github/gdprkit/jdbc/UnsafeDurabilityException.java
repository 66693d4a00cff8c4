package io.github.gdprkit.jdbc;

import io.github.gdprkit.GdprException;

/**
 * The database is set up so that it could forget what it acknowledged, or keep what was erased. The
 * message names the setting, what it is and what it has to be; put it right, for each connection of
 * the data source.
 */
public final class UnsafeDurabilityException extends GdprException {
  private static final long serialVersionUID = 1L;

  UnsafeDurabilityException(String database, String setting, String found, String needed) {
    super(
        "The "
            + database
            + " database is used with "
            + setting
            + " = "
            + found
            + ", which can lose what was acknowledged or keep what was erased; set it to "
            + needed,
        null);
  }

  static void require(boolean safe, String database, String setting, String found, String needed) {
    if (!safe) {
      throw new UnsafeDurabilityException(database, setting, found, needed);
    }
  }
}
