package io.github.gdprkit.jdbc.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where the files lie that a column names. */
public interface StoredFiles {

  /**
   * A new stream of the bytes of this file.
   *
   * @param name what stands in the column; whoever wrote it, it is no trusted path
   * @throws IOException when the file is missing or cannot be read
   */
  InputStream open(String name) throws IOException;

  /**
   * Deletes the file, before its row goes; one that is gone already is no failure.
   *
   * @throws IOException when it is still there; its row stays then
   */
  void delete(String name) throws IOException;

  /**
   * Files of a folder, by their path in it. A path that leads out of the folder, be it by {@code
   * ..} or by a symbolic link, is not followed: to an export the file is missing, and an erasure
   * fails.
   */
  static StoredFiles in(Path folder) {
    return new FolderFiles(folder);
  }
}
