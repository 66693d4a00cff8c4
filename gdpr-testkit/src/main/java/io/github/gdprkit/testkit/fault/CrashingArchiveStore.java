package io.github.gdprkit.testkit.fault;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * A store that goes wrong at the n-th writing call of its drafts: append, checkpoint, truncate or
 * seal. Where it stands for the death of the process, {@link SimulatedCrash} is thrown, and after
 * it no call of a draft has any effect but closing. Open the store below to see what was left.
 */
public final class CrashingArchiveStore implements ArchiveStore {

  private final ArchiveStore store;
  private final int failingCall;
  private final Moment moment;
  private int calls;
  private boolean isDead;

  /** When, within the call, it happens. */
  public enum Moment {
    /** The process dies before anything was done. */
    BEFORE,
    /** The process dies when half of the bytes were appended; before other calls than append. */
    HALFWAY,
    /** The process dies when all was done, and the caller never learns of it. */
    AFTER,
    /** Nothing is done, an {@link IOException} says so, and later calls work. */
    DISK_FULL
  }

  private CrashingArchiveStore(ArchiveStore store, int failingCall, Moment moment) {
    this.store = store;
    this.failingCall = failingCall;
    this.moment = moment;
  }

  /** Goes wrong at this call, counted from 1. */
  public static CrashingArchiveStore atCall(ArchiveStore store, int call, Moment moment) {
    return new CrashingArchiveStore(store, call, moment);
  }

  /** Never goes wrong, and counts. */
  public static CrashingArchiveStore never(ArchiveStore store) {
    return new CrashingArchiveStore(store, 0, Moment.BEFORE);
  }

  /** How many writing calls there were so far. */
  public synchronized int calls() {
    return calls;
  }

  @Override
  public ArchiveDraft draft(ArchiveId id) throws IOException {
    return new Draft(store.draft(id));
  }

  @Override
  public SeekableByteChannel open(ArchiveId id) throws IOException {
    return store.open(id);
  }

  @Override
  public boolean delete(ArchiveId id) throws IOException {
    return store.delete(id);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private synchronized void call(Work half, Work whole) throws IOException {
    requireAlive();
    calls++;
    if (calls != failingCall) {
      whole.run();
      return;
    }
    switch (moment) {
      case DISK_FULL -> throw new IOException("No space left on device");
      case HALFWAY -> half.run();
      case AFTER -> whole.run();
      case BEFORE -> {}
    }
    isDead = true;
    throw new SimulatedCrash(calls);
  }

  private synchronized void requireAlive() {
    if (isDead) {
      throw new SimulatedCrash(calls);
    }
  }

  private final class Draft implements ArchiveDraft {

    private final ArchiveDraft draft;

    Draft(ArchiveDraft draft) {
      this.draft = draft;
    }

    @Override
    public long length() {
      requireAlive();
      return draft.length();
    }

    @Override
    public void append(long expectedLength, byte[] bytes, int offset, int count)
        throws IOException {
      call(
          () -> draft.append(expectedLength, bytes, offset, count / 2),
          () -> draft.append(expectedLength, bytes, offset, count));
    }

    @Override
    public void checkpoint(long expectedLength, byte[] checkpoint) throws IOException {
      call(() -> {}, () -> draft.checkpoint(expectedLength, checkpoint));
    }

    @Override
    public void truncate(long length) throws IOException {
      call(() -> {}, () -> draft.truncate(length));
    }

    @Override
    public void replay(CheckpointVisitor visitor) throws IOException {
      requireAlive();
      draft.replay(visitor);
    }

    @Override
    public InputStream read(long from) throws IOException {
      requireAlive();
      return draft.read(from);
    }

    @Override
    public void seal(long expectedLength) throws IOException {
      call(() -> {}, () -> draft.seal(expectedLength));
    }

    /** The system lets go of a dead process's files and locks. */
    @Override
    public void close() throws IOException {
      draft.close();
    }
  }
}
