package io.github.gdprkit.archive;

import java.io.IOException;

/**
 * The files of an archive, one after the other. They are read from the draft's checkpoints and not
 * held in memory, so that an archive of a million attachments needs no more of it than any other.
 */
@FunctionalInterface
public interface ArchivedFiles {

  /**
   * Gives each file to the visitor, in the order in which they stand in the archive.
   *
   * @throws IOException when they cannot be read, or from the visitor
   */
  void forEach(Visitor visitor) throws IOException;

  /** Takes one file after the other. */
  @FunctionalInterface
  interface Visitor {

    /**
     * One file.
     *
     * @throws IOException when the visitor fails
     */
    void visit(ArchivedFile file) throws IOException;
  }
}
