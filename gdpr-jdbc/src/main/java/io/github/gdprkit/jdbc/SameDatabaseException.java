package io.github.gdprkit.jdbc;

import io.github.gdprkit.GdprException;

/**
 * What belongs outside of a database was to be kept in that database. A backup would take both back
 * together, and nobody could notice; use a second database, with backups of its own.
 */
public final class SameDatabaseException extends GdprException {
  private static final long serialVersionUID = 1L;

  SameDatabaseException(String what) {
    super(
        what
            + " would lie in the database that it protects: the tables of requests are in it too."
            + " Use a second database, with backups of its own",
        null);
  }
}
