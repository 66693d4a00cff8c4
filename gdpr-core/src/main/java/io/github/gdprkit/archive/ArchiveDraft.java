package io.github.gdprkit.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An archive that is being written: bytes that only grow, and the checkpoints that made them
 * durable. One writer at a time; methods are not called concurrently.
 *
 * <p>After a crash, whatever was appended behind the last {@link #checkpoint} is gone, and
 * everything before it is there.
 *
 * <p>A writer who was taken over, by another machine over one store, learns it with {@link
 * ArchiveInUseException}: from {@link #checkpoint} and {@link #seal} always, from the others as
 * soon as they reach the store. After {@link IOException} from a method that writes, close the
 * draft and open it again.
 */
public interface ArchiveDraft extends Closeable {

  /** How many bytes the draft has, those that are not durable yet included. */
  long length();

  /**
   * Adds bytes at the end, not durable yet.
   *
   * @param expectedLength the length that the caller believes the draft to have: the fence against
   *     a second writer
   * @throws IllegalStateException when the draft has another length
   * @throws IOException when the store fails
   */
  void append(long expectedLength, byte[] bytes, int offset, int count) throws IOException;

  /**
   * Makes all bytes so far and this checkpoint durable together: either both survive a crash, or
   * neither does.
   *
   * @param expectedLength as in {@link #append}
   * @param checkpoint opaque to the store; comes back in {@link #replay}
   * @throws IllegalStateException when the draft has another length
   * @throws IOException when the store fails
   */
  void checkpoint(long expectedLength, byte[] checkpoint) throws IOException;

  /**
   * Takes back bytes that no checkpoint covers.
   *
   * @throws IllegalArgumentException when the length lies before the last checkpoint or behind the
   *     end
   * @throws IOException when the store fails
   */
  void truncate(long length) throws IOException;

  /**
   * Gives every durable checkpoint, in the order in which they were made. Can be called again.
   *
   * @throws IOException when the store or the visitor fails
   */
  void replay(CheckpointVisitor visitor) throws IOException;

  /**
   * Reads the draft from this byte on, for verification; the caller closes the stream.
   *
   * @throws IOException when the store fails
   */
  InputStream read(long from) throws IOException;

  /**
   * Makes the draft the archive: durable, visible to {@link ArchiveStore#open} in one step, and no
   * longer a draft. Its checkpoints are discarded. Only {@link #close} can be called afterwards.
   *
   * @param expectedLength as in {@link #append}
   * @throws IllegalStateException when the draft has another length
   * @throws ArchiveSealedException when there is an archive of this id meanwhile
   * @throws IOException when the store fails; the draft stays, or, if it became visible already,
   *     the archive does
   */
  void seal(long expectedLength) throws IOException;

  /**
   * Lets go of the draft. Unless it was sealed, it stays for a later {@link ArchiveStore#draft}.
   * Nothing else can be called afterwards.
   */
  @Override
  void close() throws IOException;

  /** Takes the checkpoints of a draft. */
  @FunctionalInterface
  interface CheckpointVisitor {

    /**
     * One checkpoint.
     *
     * @throws IOException when it cannot be read
     */
    void visit(byte[] checkpoint) throws IOException;
  }
}
