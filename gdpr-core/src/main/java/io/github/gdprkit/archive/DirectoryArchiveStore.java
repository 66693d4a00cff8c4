package io.github.gdprkit.archive;

import io.github.gdprkit.file.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Archives as files of one folder, readable by their owner only. A finished archive is {@code
 * <id>.zip}; a draft is {@code <id>.zip.part} with its checkpoints in {@code <id>.zip.journal}.
 *
 * <p>A checkpoint forces the data, then appends a checksummed record to the journal and forces
 * that. A torn record at the journal's end is discarded with the bytes it would have covered.
 * Sealing renames, so a file that ends in {@code .zip} is always complete. The journal is locked
 * while a draft is open; the lock goes with the process, however that ends.
 */
public final class DirectoryArchiveStore implements ArchiveStore {

  /**
   * The journals that this process has open. POSIX takes all of a process's locks on a file away as
   * soon as it closes any descriptor of that file, so a second one must not even be opened.
   */
  private static final Set<Path> OPEN_JOURNALS = ConcurrentHashMap.newKeySet();

  /** More than a handful of others who delete the same archive at the same time is no accident. */
  private static final int ATTEMPTS = 100;

  private final Path directory;

  /** Archives in this folder, which is created, owner-only, when it is first needed. */
  public DirectoryArchiveStore(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** Where the finished archive is or will be. */
  public Path file(ArchiveId id) {
    return resolve(id, ".zip");
  }

  /** Whether work on this archive was begun and not finished. */
  public boolean hasDraft(ArchiveId id) {
    return Files.exists(part(id), LinkOption.NOFOLLOW_LINKS)
        && !Files.exists(file(id), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public ArchiveDraft draft(ArchiveId id) throws IOException {
    OwnerOnly.createDirectories(directory);
    Journal journal = lockedJournal(id);
    try {
      if (Files.exists(file(id), LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(journal(id));
        throw new ArchiveSealedException(id);
      }
      return new Draft(id, journal);
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  @Override
  public SeekableByteChannel open(ArchiveId id) throws IOException {
    if (!Files.isRegularFile(file(id), LinkOption.NOFOLLOW_LINKS)) {
      throw new ArchiveNotFoundException(id);
    }
    return FileChannel.open(file(id), StandardOpenOption.READ);
  }

  @Override
  public boolean delete(ArchiveId id) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    boolean hadJournal = Files.exists(journal(id), LinkOption.NOFOLLOW_LINKS);
    Journal journal = lockedJournal(id);
    try {
      boolean deleted = Files.deleteIfExists(file(id));
      deleted |= Files.deleteIfExists(part(id));
      Files.deleteIfExists(journal(id));
      OwnerOnly.force(directory);
      return deleted || hadJournal;
    } finally {
      journal.close();
    }
  }

  private Journal lockedJournal(ArchiveId id) throws IOException {
    Path key = directory.toRealPath().resolve(id.value());
    if (!OPEN_JOURNALS.add(key)) {
      throw new ArchiveInUseException(id);
    }
    FileChannel channel = null;
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Object before = fileKey(journal(id));
        channel = OwnerOnly.open(journal(id));
        if (channel.tryLock() == null) {
          throw new ArchiveInUseException(id);
        }
        if (before != null && before.equals(fileKey(journal(id)))) {
          return new Journal(channel, key);
        }
        // New, or deleted by its owner between opening and locking: that lock would guard nothing.
        channel.close();
      }
      throw new ArchiveInUseException(id);
    } catch (IOException | RuntimeException e) {
      new Journal(channel, key).close();
      throw e;
    }
  }

  /** What tells one file of this name from the next, or {@code null} when there is none. */
  private static @Nullable Object fileKey(Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // Systems without such a key cannot delete an open file either.
      return Objects.requireNonNullElse(attributes.fileKey(), file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** A journal that this process, and this store in it, has for itself. */
  private record Journal(@Nullable FileChannel channel, Path key) implements Closeable {
    @Override
    public void close() throws IOException {
      try {
        if (channel != null) {
          channel.close();
        }
      } finally {
        OPEN_JOURNALS.remove(key);
      }
    }
  }

  private Path part(ArchiveId id) {
    return resolve(id, ".zip.part");
  }

  private Path journal(ArchiveId id) {
    return resolve(id, ".zip.journal");
  }

  private Path resolve(ArchiveId id, String ending) {
    Path file = directory.resolve(id.value() + ending).normalize();
    if (!directory.equals(file.getParent())) {
      throw new IllegalArgumentException("Archive ids cannot name another folder");
    }
    return file;
  }

  private final class Draft implements ArchiveDraft {

    /** Payload length, checksum and archive length of a journal record. */
    private static final int RECORD_HEAD = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private final ArchiveId id;
    private final Journal lock;
    private final FileChannel journal;
    private final FileChannel data;
    private long durable;
    private long length;
    private boolean sealed;

    Draft(ArchiveId id, Journal lock) throws IOException {
      this.id = id;
      this.lock = lock;
      this.journal = Objects.requireNonNull(lock.channel());
      long journalEnd = readJournal(null);
      journal.truncate(journalEnd);
      this.data = OwnerOnly.open(part(id));
      try {
        if (data.size() < durable) {
          throw new ArchiveDamagedException(
              id, "the draft has fewer bytes than its last checkpoint made durable");
        }
        data.truncate(durable);
        length = durable;
        if (durable == 0) {
          // The files are new, and a checkpoint in a file without a name would be worth nothing.
          OwnerOnly.force(directory);
        }
      } catch (IOException | RuntimeException e) {
        data.close();
        throw e;
      }
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void append(long expectedLength, byte[] bytes, int offset, int count)
        throws IOException {
      requireLength(expectedLength);
      writeFully(data, ByteBuffer.wrap(bytes, offset, count), length);
      length += count;
    }

    @Override
    public void checkpoint(long expectedLength, byte[] checkpoint) throws IOException {
      requireLength(expectedLength);
      if (length > durable) {
        data.force(false);
      }
      ByteBuffer journalRecord = ByteBuffer.allocate(RECORD_HEAD + checkpoint.length);
      journalRecord
          .putInt(checkpoint.length)
          .putInt(checksum(length, checkpoint))
          .putLong(length)
          .put(checkpoint)
          .flip();
      writeFully(journal, journalRecord, journal.size());
      journal.force(false);
      durable = length;
    }

    @Override
    public void truncate(long newLength) throws IOException {
      requireLength(length);
      if (newLength < durable || newLength > length) {
        throw new IllegalArgumentException(
            "Bytes behind the last checkpoint can be taken back, from "
                + durable
                + " to "
                + length
                + ", not "
                + newLength);
      }
      data.truncate(newLength);
      length = newLength;
    }

    @Override
    public void replay(CheckpointVisitor visitor) throws IOException {
      readJournal(visitor);
    }

    @Override
    public InputStream read(long from) throws IOException {
      FileChannel channel = FileChannel.open(part(id), StandardOpenOption.READ);
      channel.position(from);
      return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    @Override
    public void seal(long expectedLength) throws IOException {
      requireLength(expectedLength);
      data.force(true);
      if (Files.exists(file(id), LinkOption.NOFOLLOW_LINKS)) {
        throw new ArchiveSealedException(id);
      }
      Files.move(part(id), file(id), StandardCopyOption.ATOMIC_MOVE);
      sealed = true;
      OwnerOnly.force(directory);
      Files.deleteIfExists(journal(id));
    }

    @Override
    public void close() throws IOException {
      try {
        data.close();
      } finally {
        lock.close();
      }
    }

    /** Reads the records up to the first torn one; returns where that begins. */
    private long readJournal(@Nullable CheckpointVisitor visitor) throws IOException {
      long position = 0;
      long end = journal.size();
      InputStream raw = Channels.newInputStream(journal.position(0));
      DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16));
      try {
        while (position + RECORD_HEAD <= end) {
          int count = in.readInt();
          int checksum = in.readInt();
          long archiveLength = in.readLong();
          if (count < 0 || count > end - position - RECORD_HEAD) {
            break;
          }
          byte[] checkpoint = in.readNBytes(count);
          if (checkpoint.length < count || checksum(archiveLength, checkpoint) != checksum) {
            break;
          }
          position += RECORD_HEAD + (long) count;
          if (visitor == null) {
            durable = archiveLength;
          } else {
            visitor.visit(checkpoint);
          }
        }
      } catch (EOFException e) {
        return position;
      }
      return position;
    }

    private void requireLength(long expectedLength) {
      if (sealed) {
        throw new IllegalStateException(
            "Archive " + id + " is sealed; nothing can be added to it any more");
      }
      if (expectedLength != length) {
        throw new IllegalStateException(
            "Archive "
                + id
                + " has "
                + length
                + " bytes and not "
                + expectedLength
                + "; another writer has been here, stop and open the draft again");
      }
    }

    private static int checksum(long archiveLength, byte[] checkpoint) {
      CRC32C crc = new CRC32C();
      crc.update(ByteBuffer.allocate(Long.BYTES).putLong(archiveLength).flip());
      crc.update(checkpoint);
      return (int) crc.getValue();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position)
        throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }
  }
}
