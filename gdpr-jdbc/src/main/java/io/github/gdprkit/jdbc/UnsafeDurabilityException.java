package io.github.gdprkit.jdbc;

import io.github.gdprkit.GdprException;

/**
 * The database is set up so that it could forget what it acknowledged, or keep what was erased. The
 * message names the setting; put it right, for each connection of the data source.
 */
public final class UnsafeDurabilityException extends GdprException {
  private static final long serialVersionUID = 1L;

  UnsafeDurabilityException(String message) {
    super(message, null);
  }
}
