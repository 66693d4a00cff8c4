package io.github.gdprkit.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Files and folders that only their owner can read, wherever the file system knows owners. */
public final class OwnerOnly {

  private OwnerOnly() {}

  /** Opens for reading and writing, creating the file; a symbolic link in its place is refused. */
  public static FileChannel open(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, options, attributes(file, "rw-------"));
  }

  /** Creates the folder and those above it, unless they exist. */
  public static void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes(directory, "rwx------"));
    }
  }

  /** Makes a rename or deletion in this folder durable, where folders can be forced at all. */
  public static void force(Path directory) throws IOException {
    if (!knowsOwners(directory)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (FileSystemException e) {
      throw new IOException("The folder of the file cannot be forced to disk", e);
    }
  }

  /** Opens for appending, creating the file; a symbolic link in its place is refused. */
  public static FileChannel openForAppending(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, options, attributes(file, "rw-------"));
  }

  /**
   * Creates a file with all of its content, durably, or not at all: of several who try, one wins,
   * and nobody ever sees half of it.
   *
   * @return whether it was created; {@code false} when there is a file of this name already
   */
  public static boolean create(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = Objects.requireNonNull(target.getParent(), "A file has a folder");
    createDirectories(folder);
    Path draft = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              attributes(draft, "rw-------"))) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      linkOrMove(draft, target);
      force(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A link fails when the name is taken, which a move does not on every system. */
  private static void linkOrMove(Path draft, Path target) throws IOException {
    try {
      Files.createLink(target, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(draft, target);
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
