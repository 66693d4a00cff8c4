package io.github.gdprkit.testkit;

import io.github.gdprkit.archive.ArchiveDraft;
import java.io.IOException;
import java.io.InputStream;

/** A draft that passes everything on, for tests that change one thing of it. */
public class DelegatingDraft implements ArchiveDraft {

  private final ArchiveDraft draft;

  public DelegatingDraft(ArchiveDraft draft) {
    this.draft = draft;
  }

  @Override
  public long length() {
    return draft.length();
  }

  @Override
  public void append(long expected, byte[] bytes, int offset, int count) throws IOException {
    draft.append(expected, bytes, offset, count);
  }

  @Override
  public void checkpoint(long expected, byte[] checkpoint) throws IOException {
    draft.checkpoint(expected, checkpoint);
  }

  @Override
  public void truncate(long length) throws IOException {
    draft.truncate(length);
  }

  @Override
  public void replay(CheckpointVisitor visitor) throws IOException {
    draft.replay(visitor);
  }

  @Override
  public InputStream read(long from) throws IOException {
    return draft.read(from);
  }

  @Override
  public void seal(long expected) throws IOException {
    draft.seal(expected);
  }

  @Override
  public void close() throws IOException {
    draft.close();
  }
}
