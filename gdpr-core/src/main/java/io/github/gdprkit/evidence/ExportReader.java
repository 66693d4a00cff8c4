package io.github.gdprkit.evidence;

import io.github.gdprkit.evidence.ExportBlock.State;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export in blocks of whole pieces and looks through them, on threads of its own and on
 * that of whoever walks along: a block needs nothing of the one before, so that only the walk is
 * one entry after the other. Memory is a few blocks of a quarter of a mebibyte, whatever the
 * export.
 */
final class ExportReader implements AutoCloseable {

  private static final int BLOCK = 1 << 18;

  /** Blocks that wait for nobody but a thread; one more is read ahead. */
  private static final int ENOUGH_READ = 2;

  private final PartyId controller;
  private final Source source;
  private final int mostBlocks;
  private final List<Thread> helpers = new ArrayList<>();

  /** In the order of the export; guarded by this, as is all that follows. */
  private final Deque<ExportBlock> blocks = new ArrayDeque<>();

  private final Deque<ExportBlock> spare = new ArrayDeque<>();
  private int made;
  private boolean isReading;
  private boolean isAtEnd;
  private boolean isClosed;
  private @Nullable IOException failure;

  /** What the caller of {@link #next} has. */
  private @Nullable ExportBlock current;

  ExportReader(InputStream export, PartyId controller, int threads) {
    this(export, controller, threads, BLOCK);
  }

  /**
   * A reader with blocks of another size.
   *
   * @param threads how many work in all, that of the caller included
   */
  ExportReader(InputStream export, PartyId controller, int threads, int blockSize) {
    this.controller = controller;
    this.source = new Source(export, blockSize);
    this.mostBlocks = 2 + 2 * threads;
    for (int i = 1; i < threads; i++) {
      Thread helper = new Thread(this::help, "gdprkit-evidence-reader-" + i);
      helper.setDaemon(true);
      helpers.add(helper);
    }
    helpers.forEach(Thread::start);
  }

  /** The next block; {@code null} at the end. What was given before must not be used any more. */
  @Nullable ExportBlock next() throws IOException {
    while (true) {
      ExportBlock work;
      synchronized (this) {
        if (current != null) {
          spare.add(current);
          current = null;
          notifyAll();
        }
        ExportBlock first = blocks.peek();
        if (first != null && first.state == State.LOOKED_THROUGH) {
          current = blocks.remove();
          return current;
        }
        if (first == null && isAtEnd) {
          if (failure != null) {
            throw failure;
          }
          return null;
        }
        work = claim();
        if (work == null && !(helpers.isEmpty() && mayRead())) {
          await();
          continue;
        }
        isReading |= work == null;
      }
      if (work == null) {
        read();
      } else {
        lookThrough(work);
      }
    }
  }

  private void await() throws InterruptedIOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The verification was interrupted");
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    helpers.forEach(Thread::interrupt);
  }

  private void help() {
    try {
      while (true) {
        ExportBlock work = null;
        synchronized (this) {
          while (!isClosed && !(mayRead() && read(State.READ) < ENOUGH_READ)) {
            work = claim();
            if (work != null || isAtEnd) {
              break;
            }
            wait();
          }
          if (isClosed || work == null && isAtEnd) {
            return;
          }
          isReading |= work == null;
        }
        if (work == null) {
          read();
        } else {
          lookThrough(work);
        }
      }
    } catch (InterruptedException e) {
      // Nobody walks any more.
    }
  }

  private boolean mayRead() {
    return !isReading && !isAtEnd && (made < mostBlocks || !spare.isEmpty());
  }

  private long read(State state) {
    return blocks.stream().filter(block -> block.state == state).count();
  }

  /** The first block that nobody has looked through yet. */
  private @Nullable ExportBlock claim() {
    for (ExportBlock block : blocks) {
      if (block.state == State.READ) {
        block.state = State.BEING_LOOKED_THROUGH;
        return block;
      }
    }
    return null;
  }

  private void lookThrough(ExportBlock block) {
    IOException failed = null;
    try {
      block.lookThrough();
    } catch (RuntimeException | Error e) {
      failed = new IOException("The export cannot be read", e);
    }
    synchronized (this) {
      block.state = State.LOOKED_THROUGH;
      if (failed != null) {
        fail(failed);
      }
      notifyAll();
    }
  }

  /** Reads the next block; the caller has said that it is reading. */
  private void read() {
    ExportBlock block;
    synchronized (this) {
      block = spare.poll();
      made += block == null ? 1 : 0;
    }
    IOException failed = null;
    boolean isLast = false;
    try {
      if (block == null) {
        block = new ExportBlock(controller, source.blockSize);
      }
      isLast = !source.fill(block);
    } catch (IOException e) {
      failed = e;
    } catch (RuntimeException | Error e) {
      failed = new IOException("The export cannot be read", e);
    }
    synchronized (this) {
      isReading = false;
      isAtEnd |= isLast;
      if (failed != null) {
        fail(failed);
      } else if (block != null) {
        block.state = State.READ;
        blocks.add(block);
      }
      notifyAll();
    }
  }

  private void fail(IOException failed) {
    failure = failure == null ? failed : failure;
    isAtEnd = true;
    blocks.clear();
  }

  /** The bytes of the export, cut behind blank lines. */
  private static final class Source {

    private final InputStream in;
    private final int blockSize;

    /** What was read behind the last blank line. */
    private byte[] rest = {};

    /** Whether what comes next still belongs to a piece that is too long to be an entry. */
    private boolean isTooLong;

    /** The byte before what comes next, while a piece is too long. */
    private byte before;

    Source(InputStream in, int blockSize) {
      this.in = in;
      this.blockSize = blockSize;
    }

    /** Fills the block with whole pieces; false at the end of the export. */
    boolean fill(ExportBlock block) throws IOException {
      while (block.bytes().length < rest.length + 1) {
        block.grow();
      }
      System.arraycopy(rest, 0, block.bytes(), 0, rest.length);
      int size = rest.length;
      rest = new byte[0];
      while (true) {
        int count = in.read(block.bytes(), size, block.bytes().length - size);
        if (count < 0) {
          block.setSize(size);
          return false;
        }
        size = isTooLong ? skip(block.bytes(), count) : size + count;
        if (size == block.bytes().length) {
          int cut = behindLastBlankLine(block.bytes(), size);
          if (cut > 0) {
            rest = Arrays.copyOfRange(block.bytes(), cut, size);
            block.setSize(cut);
            return true;
          }
          if (size >= EvidenceExport.LONGEST) {
            isTooLong = true;
            before = block.bytes()[size - 1];
            block.setSize(size);
            return true;
          }
          block.grow();
        }
      }
    }

    /** Drops what was read up to a blank line, while there is nothing else in the block. */
    private int skip(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n' && before == '\n') {
          isTooLong = false;
          System.arraycopy(bytes, i + 1, bytes, 0, count - i - 1);
          return count - i - 1;
        }
        before = bytes[i];
      }
      return 0;
    }

    private static int behindLastBlankLine(byte[] bytes, int size) {
      for (int i = size - 1; i > 0; i--) {
        if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
          return i + 1;
        }
      }
      return 0;
    }
  }
}
