package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.ArchiveStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Archives in memory. Keeps the promises of {@link ArchiveStore}, those about crashes included:
 * {@link #crash()} lets go of open drafts as {@code kill -9} would. Safe for use by many threads,
 * except for one draft, as the interface says.
 */
public final class InMemoryArchiveStore implements ArchiveStore {

  private final Map<ArchiveId, Kept> archives = new HashMap<>();

  /** A store with nothing in it. */
  public InMemoryArchiveStore() {}

  @Override
  public synchronized ArchiveDraft draft(ArchiveId id) {
    Kept kept = archives.computeIfAbsent(id, key -> new Kept());
    if (kept.isSealed) {
      throw new ArchiveSealedException(id);
    }
    if (kept.writer != null) {
      throw new ArchiveInUseException(id);
    }
    kept.length = kept.durable;
    Draft draft = new Draft(id, kept);
    kept.writer = draft;
    return draft;
  }

  @Override
  public synchronized SeekableByteChannel open(ArchiveId id) {
    return new BytesChannel(bytes(id));
  }

  @Override
  public synchronized boolean delete(ArchiveId id) {
    Kept kept = archives.get(id);
    if (kept != null && kept.writer != null) {
      throw new ArchiveInUseException(id);
    }
    return archives.remove(id) != null;
  }

  /**
   * The bytes of a sealed archive, as a copy.
   *
   * @throws ArchiveNotFoundException when there is none, or only a draft
   */
  public synchronized byte[] bytes(ArchiveId id) {
    Kept kept = archives.get(id);
    if (kept == null || !kept.isSealed) {
      throw new ArchiveNotFoundException(id);
    }
    return Arrays.copyOf(kept.bytes, kept.length);
  }

  /** The ids of all sealed archives, in alphabetical order. */
  public synchronized Set<String> sealedArchives() {
    Set<String> ids = new TreeSet<>();
    archives.forEach(
        (id, kept) -> {
          if (kept.isSealed) {
            ids.add(id.value());
          }
        });
    return ids;
  }

  /** How many durable checkpoints the draft of this archive has; 0 when there is no draft. */
  public synchronized int checkpoints(ArchiveId id) {
    Kept kept = archives.get(id);
    return kept == null ? 0 : kept.checkpoints.size();
  }

  /**
   * Lets go of every open draft as {@code kill -9} would: what no checkpoint covers is lost, nobody
   * is told, and whoever still holds a draft can do nothing with it but close it.
   */
  public synchronized void crash() {
    for (Kept kept : archives.values()) {
      kept.writer = null;
      kept.length = kept.durable;
    }
  }

  private static final class Kept {
    private final List<byte[]> checkpoints = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int length;
    private int durable;
    private boolean isSealed;
    private @Nullable Draft writer;
  }

  private final class Draft implements ArchiveDraft {

    private final ArchiveId id;
    private final Kept kept;

    Draft(ArchiveId id, Kept kept) {
      this.id = id;
      this.kept = kept;
    }

    @Override
    public long length() {
      synchronized (InMemoryArchiveStore.this) {
        requireOpen();
        return kept.length;
      }
    }

    @Override
    public void append(long expectedLength, byte[] bytes, int offset, int count) {
      synchronized (InMemoryArchiveStore.this) {
        requireLength(expectedLength);
        int newLength = Math.addExact(kept.length, count);
        if (newLength > kept.bytes.length) {
          int half = kept.bytes.length / 2;
          kept.bytes = Arrays.copyOf(kept.bytes, Math.max(newLength, kept.bytes.length + half));
        }
        System.arraycopy(bytes, offset, kept.bytes, kept.length, count);
        kept.length = newLength;
      }
    }

    @Override
    public void checkpoint(long expectedLength, byte[] checkpoint) {
      synchronized (InMemoryArchiveStore.this) {
        requireLength(expectedLength);
        kept.checkpoints.add(checkpoint.clone());
        kept.durable = kept.length;
      }
    }

    @Override
    public void truncate(long length) {
      synchronized (InMemoryArchiveStore.this) {
        requireOpen();
        if (length < kept.durable || length > kept.length) {
          throw new IllegalArgumentException(
              "Bytes behind the last checkpoint can be taken back, from "
                  + kept.durable
                  + " to "
                  + kept.length
                  + ", not "
                  + length);
        }
        kept.length = (int) length;
      }
    }

    @Override
    public void replay(CheckpointVisitor visitor) throws IOException {
      List<byte[]> durable;
      synchronized (InMemoryArchiveStore.this) {
        requireOpen();
        durable = List.copyOf(kept.checkpoints);
      }
      for (byte[] checkpoint : durable) {
        visitor.visit(checkpoint.clone());
      }
    }

    @Override
    public InputStream read(long from) {
      synchronized (InMemoryArchiveStore.this) {
        requireOpen();
        int start = (int) Math.min(from, kept.length);
        return new ByteArrayInputStream(Arrays.copyOfRange(kept.bytes, start, kept.length));
      }
    }

    @Override
    public void seal(long expectedLength) {
      synchronized (InMemoryArchiveStore.this) {
        requireLength(expectedLength);
        kept.durable = kept.length;
        kept.checkpoints.clear();
        kept.isSealed = true;
        kept.writer = null;
      }
    }

    @Override
    public void close() {
      synchronized (InMemoryArchiveStore.this) {
        if (kept.writer == this) {
          kept.writer = null;
          kept.length = kept.durable;
        }
      }
    }

    private void requireLength(long expectedLength) {
      requireOpen();
      if (expectedLength != kept.length) {
        throw new IllegalStateException(
            "Archive " + id + " has " + kept.length + " bytes and not " + expectedLength);
      }
    }

    private void requireOpen() {
      if (kept.writer != this) {
        throw new IllegalStateException(
            "This draft of archive " + id + " was sealed, closed or lost in a crash");
      }
    }
  }
}
