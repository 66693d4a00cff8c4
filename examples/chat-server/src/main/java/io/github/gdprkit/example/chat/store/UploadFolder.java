package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder beside the database that holds the bytes of the uploads, under names that this server
 * makes. How the people called their files is in the table {@code uploads} and never becomes a
 * path.
 */
public final class UploadFolder {

  private static final Pattern STORED_NAME = Pattern.compile("[0-9]{12,19}");

  private final Path folder;

  UploadFolder(Path folder) throws IOException {
    OwnerOnly.folder(folder);
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /** Where the bytes of an upload are, given {@code uploads.stored_name}; they may be missing. */
  public Path path(String storedName) {
    if (!STORED_NAME.matcher(storedName).matches()) {
      throw new IllegalArgumentException(
          "uploads.stored_name holds a name that this server did not make");
    }
    return folder.resolve(storedName);
  }

  /**
   * The name follows from the id, and not from chance: after a crash between file and commit, the
   * import that goes on overwrites the file, and no nameless copy of somebody's file stays behind.
   */
  static String nameFor(long uploadId) {
    return String.format(Locale.ROOT, "%012d", uploadId);
  }

  /**
   * Deletes the bytes of an upload, also what a crash left of them half written or without a row
   * that knows them. Files that are not there are no failure.
   */
  public void delete(long uploadId, @Nullable String storedName) throws IOException {
    delete(nameFor(uploadId));
    if (storedName != null) {
      delete(storedName);
    }
  }

  private void delete(String storedName) throws IOException {
    Path file = path(storedName);
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(storedName + ".part"));
  }

  /** What was deleted stays so, whatever happens to the machine next. */
  public void force() throws IOException {
    OwnerOnly.force(folder);
  }

  /** Returns how many bytes there were. They are on the disk, not only in a cache, on return. */
  long write(String storedName, InputStream bytes) throws IOException {
    Path target = path(storedName);
    Path part = folder.resolve(storedName + ".part");
    OwnerOnly.file(part);
    long size;
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      size = bytes.transferTo(Channels.newOutputStream(file));
      file.force(true);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return size;
  }
}
