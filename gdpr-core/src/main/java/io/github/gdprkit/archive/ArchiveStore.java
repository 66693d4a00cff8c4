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
 *
 * <p>One writer at a time, in one of two ways. A store of files <em>locks</em>: the second writer
 * is refused, and the lock goes with the process that has it. A store that several machines share
 * <em>fences</em>: nobody can tell whether a writer on another machine is dead or slow, so a second
 * one there takes the draft over, and from then on it is the first who is refused, in whatever it
 * writes and however late. Within one object both kinds refuse the second.
 */
public interface ArchiveStore {

  /**
   * Begins a draft, or goes on with one that a crash or a failure left behind: it is cut back to
   * its last checkpoint, and its checkpoints can be {@linkplain ArchiveDraft#replay replayed}.
   *
   * @throws ArchiveInUseException when somebody else is writing this archive now, and is not taken
   *     over
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
   * Deletes a sealed archive or a draft, with everything that belongs to it. A store that fences
   * deletes the draft of a writer on another machine too, who is refused from then on.
   *
   * @return whether there was anything to delete
   * @throws ArchiveInUseException when somebody is writing it now, and is not taken over
   * @throws IOException when the store fails
   */
  boolean delete(ArchiveId id) throws IOException;
}
