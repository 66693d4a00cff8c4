package io.github.gdprkit.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Where archives are kept while they are written and afterwards. Archives are personal data
 * themselves: a store keeps them from everybody but the owner, and {@link #delete} removes them.
 *
 * <p>An archive is a <em>draft</em> until it is sealed. A draft is never served: {@link #open}
 * knows sealed archives only. Every store, the in-memory fake included, passes {@code
 * ArchiveStoreContract} of gdpr-testkit.
 */
public interface ArchiveStore {

  /**
   * Begins a draft, or goes on with one that a crash or a failure left behind: it is cut back to
   * its last checkpoint, and its checkpoints can be {@linkplain ArchiveDraft#replay replayed}.
   *
   * @throws ArchiveInUseException when somebody else is writing this archive now
   * @throws ArchiveSealedException when the archive is finished already
   * @throws ArchiveDamagedException when the draft is shorter than its checkpoints say
   * @throws IOException when the store fails
   */
  ArchiveDraft draft(ArchiveId id) throws IOException;

  /**
   * Opens a sealed archive for reading; the caller closes it.
   *
   * @throws ArchiveNotFoundException when there is none, or only a draft
   * @throws IOException when the store fails
   */
  SeekableByteChannel open(ArchiveId id) throws IOException;

  /**
   * Deletes a sealed archive or a draft, with everything that belongs to it.
   *
   * @return whether there was anything to delete
   * @throws ArchiveInUseException when somebody is writing it now
   * @throws IOException when the store fails
   */
  boolean delete(ArchiveId id) throws IOException;
}
