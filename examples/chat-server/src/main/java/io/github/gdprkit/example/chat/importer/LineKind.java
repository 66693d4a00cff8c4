package io.github.gdprkit.example.chat.importer;

import java.io.IOException;
import java.sql.SQLException;

/** Understands the lines of one type. */
@FunctionalInterface
interface LineKind {

  /**
   * Reads and checks all of the line and changes nothing, so that a broken line leaves nothing
   * half-done behind.
   */
  Change read(Fields line) throws InvalidLineException;

  /** What a line does to the database. */
  @FunctionalInterface
  interface Change {

    /** Throws {@link InvalidLineException} only before the first change. */
    void apply() throws InvalidLineException, SQLException, IOException;
  }
}
