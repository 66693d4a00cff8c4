package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that only their owner can read, whatever the umask and whatever they were
 * before. Where the file system knows no such permissions (Windows), the folder's own rules apply.
 */
public final class OwnerOnly {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  public static void file(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException e) {
      // It is narrowed below.
    }
    narrow(file, FILE);
  }

  static void fileIfThere(Path file) throws IOException {
    if (Files.exists(file)) {
      narrow(file, FILE);
    }
  }

  public static void folder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, attributes(folder, FOLDER));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    narrow(folder, FOLDER);
  }

  /** Makes the folders that are not there; those that are stay as they are. */
  static void folders(@Nullable Path folder) throws IOException {
    if (folder != null && !Files.isDirectory(folder)) {
      folders(folder.getParent());
      folder(folder);
    }
  }

  /** Makes what was created or deleted in a folder last. Windows cannot open folders for that. */
  public static void force(Path folder) throws IOException {
    if (isPosix(folder)) {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static void narrow(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (isPosix(path)) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
