package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.HookId;
import org.jspecify.annotations.Nullable;

/**
 * How far work is.
 *
 * @param phase what it is doing
 * @param hook whose page was made durable last, or whose batch was; {@code null} outside of {@link
 *     Phase#EXPORTING} and {@link Phase#ERASING}
 * @param records how many records were read, those of earlier runs of the order included
 * @param expectedRecords how many there were when the export began; an estimate, and 0 where nobody
 *     counted
 * @param bytes how large the archive is
 * @param resumed whether this run goes on with an earlier one
 */
public record Progress(
    Phase phase,
    @Nullable HookId hook,
    long records,
    long expectedRecords,
    long bytes,
    boolean resumed) {

  /** What is being done; an export goes through all but ERASING, in this order. */
  public enum Phase {
    /** Hooks count what they have. */
    LOCATING,
    /** Pages are read, and become durable one by one. */
    EXPORTING,
    /** Records are erased, batch after batch. */
    ERASING,
    /** The page for people, the manifest and the directory are written. */
    FINISHING,
    /** The archive is read back. */
    VERIFYING,
    /** The archive is final. */
    SEALED
  }
}
