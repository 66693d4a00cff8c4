package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Archives whose checkpoints are kept in memory and make nothing durable, to measure what durable
 * ones cost. Whoever used it would lose an interrupted export.
 */
final class UnforcedArchives implements ArchiveStore {

  private final ArchiveStore archives;

  UnforcedArchives(ArchiveStore archives) {
    this.archives = archives;
  }

  @Override
  public ArchiveDraft draft(ArchiveId id) throws IOException {
    return new Draft(archives.draft(id));
  }

  @Override
  public SeekableByteChannel open(ArchiveId id) throws IOException {
    return archives.open(id);
  }

  @Override
  public boolean delete(ArchiveId id) throws IOException {
    return archives.delete(id);
  }

  private static final class Draft implements ArchiveDraft {

    private final ArchiveDraft draft;
    private final List<byte[]> checkpoints = new ArrayList<>();

    Draft(ArchiveDraft draft) {
      this.draft = draft;
    }

    @Override
    public long length() {
      return draft.length();
    }

    @Override
    public void append(long expectedLength, byte[] bytes, int offset, int count)
        throws IOException {
      draft.append(expectedLength, bytes, offset, count);
    }

    @Override
    public void checkpoint(long expectedLength, byte[] checkpoint) {
      checkpoints.add(checkpoint.clone());
    }

    @Override
    public void truncate(long length) throws IOException {
      draft.truncate(length);
    }

    @Override
    public void replay(CheckpointVisitor visitor) throws IOException {
      for (byte[] checkpoint : checkpoints) {
        visitor.visit(checkpoint);
      }
    }

    @Override
    public InputStream read(long from) throws IOException {
      return draft.read(from);
    }

    @Override
    public void seal(long expectedLength) throws IOException {
      draft.seal(expectedLength);
    }

    @Override
    public void close() throws IOException {
      draft.close();
    }
  }
}
