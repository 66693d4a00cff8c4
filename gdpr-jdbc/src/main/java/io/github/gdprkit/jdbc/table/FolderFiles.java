package io.github.gdprkit.jdbc.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files below one folder, however they are named. */
final class FolderFiles implements StoredFiles {

  private static final String OUTSIDE = "A row names a file outside of its folder";

  private final Path folder;

  FolderFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(inside(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      Files.deleteIfExists(inside(name));
    } catch (NoSuchFileException e) {
      // Its folder is gone, and the file with it.
    }
  }

  /** The file; its folder is looked at as it is on the disk, with all links followed. */
  private Path inside(String name) throws IOException {
    Path file;
    try {
      file = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new IOException(OUTSIDE);
    }
    Path parent = file.getParent();
    if (!file.startsWith(folder) || file.equals(folder) || parent == null) {
      throw new IOException(OUTSIDE);
    }
    if (!parent.toRealPath().startsWith(folder.toRealPath())) {
      throw new IOException(OUTSIDE);
    }
    return file;
  }
}
