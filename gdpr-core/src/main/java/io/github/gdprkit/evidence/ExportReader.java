package io.github.gdprkit.evidence;

import io.github.gdprkit.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export and hashes its entries on a thread of its own, a few steps ahead of whoever walks
 * along them. Memory is some thousand entries, and a few mebibytes, whatever the export.
 */
final class ExportReader implements AutoCloseable {

  private static final int STEP = 256;
  private static final int STEP_BYTES = 1 << 20;
  private static final int STEPS_AHEAD = 4;

  private final EvidenceExport.Pieces pieces;
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(STEPS_AHEAD);
  private final Thread thread;
  private Step step = new Step();
  private int next;

  ExportReader(InputStream export) {
    this.pieces = new EvidenceExport.Pieces(export);
    this.thread = new Thread(this::read, "gdprkit-evidence-reader");
    thread.setDaemon(true);
    thread.start();
  }

  /** The next piece, {@code null} at the end. */
  @Nullable Piece next() throws IOException {
    while (next == step.count) {
      if (step.isLast) {
        if (step.failure != null) {
          throw step.failure;
        }
        return null;
      }
      try {
        step = steps.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("The verification was interrupted");
      }
      next = 0;
    }
    Piece piece = step.pieces[next];
    step.pieces[next++] = null;
    return piece;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void read() {
    MessageDigest sha256 = Sha256.digest();
    try {
      Step filled;
      do {
        filled = new Step();
        try {
          fill(filled, sha256);
        } catch (IOException e) {
          filled.failure = e;
          filled.isLast = true;
        } catch (RuntimeException | Error e) {
          filled.failure = new IOException("The export cannot be read", e);
          filled.isLast = true;
        }
        steps.put(filled);
      } while (!filled.isLast);
    } catch (InterruptedException e) {
      // Nobody walks any more.
    }
  }

  private void fill(Step filled, MessageDigest sha256) throws IOException {
    int size = 0;
    while (filled.count < STEP && size < STEP_BYTES) {
      byte[] bytes = pieces.next();
      if (bytes == null) {
        filled.isLast = true;
        return;
      }
      size += bytes.length;
      filled.pieces[filled.count++] = Piece.of(bytes, sha256);
    }
  }

  /** Pieces that were read together. */
  private static final class Step {
    private final @Nullable Piece[] pieces = new Piece[STEP];
    private int count;
    private boolean isLast;
    private @Nullable IOException failure;
  }

  /**
   * One piece.
   *
   * @param bytes what stands there
   * @param entry the entry that it is, or {@code null} when it is none
   * @param statedHash what is written beside the entry
   */
  record Piece(byte[] bytes, @Nullable EvidenceEntry entry, String statedHash) {

    private static final byte[] HASH = EvidenceExport.HASH.getBytes(StandardCharsets.US_ASCII);

    static Piece of(byte[] bytes, MessageDigest sha256) {
      // The last line begins behind the last line feed but one.
      int line = bytes.length - 1;
      while (line > 0 && bytes[line - 1] != '\n') {
        line--;
      }
      int hash = line + HASH.length;
      boolean hasHash =
          hash < bytes.length
              && Arrays.equals(bytes, line, hash, HASH, 0, HASH.length)
              && bytes[bytes.length - 1] == '\n';
      EvidenceEntry entry = hasHash ? entry(Arrays.copyOf(bytes, line), sha256) : null;
      return entry == null
          ? new Piece(bytes, null, "")
          : new Piece(
              bytes,
              entry,
              new String(bytes, hash, bytes.length - 1 - hash, StandardCharsets.UTF_8));
    }

    private static @Nullable EvidenceEntry entry(byte[] bytes, MessageDigest sha256) {
      try {
        return EvidenceEntry.read(bytes, sha256);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
