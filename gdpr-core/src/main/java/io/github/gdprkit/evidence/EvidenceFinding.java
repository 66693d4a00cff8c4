package io.github.gdprkit.evidence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a chain, and where.
 *
 * @param kind what is wrong
 * @param seq the entry; 0 for the head of an export
 * @param stream what the entry is about, or {@code null} when that cannot be told
 * @param text in words; repeats nothing of what an entry says
 */
public record EvidenceFinding(Kind kind, long seq, @Nullable StreamId stream, String text) {

  /** Refuses {@code null}. */
  public EvidenceFinding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** What can be wrong. */
  public enum Kind {
    /** The entry is not the one that was written. */
    CHANGED,
    /** The entry is not there. */
    MISSING,
    /** There are two different entries of this number; one of them is forged. */
    INSERTED,
    /** The entry stands behind a later one. */
    OUT_OF_ORDER,
    /** The entry is there twice. */
    DUPLICATED,
    /** The stream of the entry skips a version or repeats one. */
    STREAM_GAP,
    /** The entry, or the export, is of another controller. */
    WRONG_CONTROLLER,
    /** What stands in the place of the entry is no entry. */
    NOT_AN_ENTRY,
    /** The chain hangs together, but a signed checkpoint says that it was another one. */
    REWRITTEN,
    /** The chain ends before what a signed checkpoint covers, or in the middle of an export. */
    TRUNCATED,
    /** A checkpoint of this entry was not signed by any of the given keys. */
    BAD_SIGNATURE
  }

  @Override
  public String toString() {
    return kind + " at entry " + seq + (stream == null ? "" : " of " + stream) + ": " + text;
  }
}
