package io.github.gdprkit.erasure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner can read, wherever the file system knows owners. */
final class OwnerOnly {

  private OwnerOnly() {}

  /** Opens for reading and writing, creating the file; a symbolic link in its place is refused. */
  static FileChannel open(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, options, attributes(file, "rw-------"));
  }

  static void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes(directory, "rwx------"));
    }
  }

  /** Makes a rename or deletion in this folder durable, where folders can be forced at all. */
  static void force(Path directory) throws IOException {
    if (!knowsOwners(directory)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (FileSystemException e) {
      throw new IOException("The folder of the ledger cannot be forced to disk", e);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return knowsOwners(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean knowsOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
