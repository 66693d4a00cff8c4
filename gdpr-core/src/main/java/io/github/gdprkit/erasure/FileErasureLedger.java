package io.github.gdprkit.erasure;

import io.github.gdprkit.file.OwnerOnly;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger of erasures in one text file, readable by its owner only: a line that names the
 * controller, then one {@linkplain LedgerEntry#line line} for each entry, forced to disk before
 * {@link #append} returns. All of it is checked when it is opened, and what came since at each use.
 *
 * <p>A last line without its end is what a process leaves that died while it appended. It does not
 * count, and the next append cuts it off. Any other line that is not what was written is damage and
 * refused. Processes that append at the same time are kept apart by a lock on a file beside it,
 * {@code <name>.lock}; the lock goes with the process, however that ends.
 *
 * <p>Put the file onto another file system than the database, and not into the backup of the
 * database. Whether it is there cannot be found out from here.
 */
public final class FileErasureLedger implements ErasureLedger {

  private static final Logger LOG = LoggerFactory.getLogger(FileErasureLedger.class);

  /** Keeps the threads of this process apart; a file lock does that for processes only. */
  private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();

  /** Every so many entries the place is remembered, to read on from there. */
  private static final int STRIDE = 256;

  private final Path file;
  private final Path lockFile;
  private final PartyId controller;
  private final byte[] header;
  private final Object monitor;

  /** Where the entries 1, 1 + STRIDE, 1 + 2 * STRIDE, ... begin or will begin. */
  private final List<Place> places = new ArrayList<>();

  /** The end of what is known to be good, the last line that is, and what stands behind it. */
  private Place end;

  private byte[] lastLine;
  private long torn;

  private FileErasureLedger(Path file, PartyId controller) {
    this.file = file;
    this.lockFile = file.resolveSibling(file.getFileName() + ".lock");
    this.controller = controller;
    this.monitor = MONITORS.computeIfAbsent(file, path -> new Object());
    this.header = (LedgerEntry.FORM + controller.value() + '\n').getBytes(StandardCharsets.UTF_8);
    this.lastLine = header;
    this.end = new Place(header.length, LedgerHead.none(controller));
    places.add(end);
  }

  /**
   * Opens the ledger of this controller, or begins it where there is none; its folder is created,
   * owner-only, if need be. A ledger that was there yesterday and is begun anew today is noticed by
   * {@link LedgerGuard}.
   *
   * @throws LedgerOfAnotherControllerException when the file is something else
   * @throws LedgerDamagedException when the file is not what was written
   * @throws LedgerStoreException when it cannot be read or created
   */
  public static FileErasureLedger open(Path file, PartyId controller) {
    if (controller.value().chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The controller's id has a control character in it; the ledger is kept line by line");
    }
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      throw new IllegalArgumentException("The ledger of erasures is a file in a folder");
    }
    try {
      OwnerOnly.createDirectories(folder);
      FileErasureLedger ledger =
          new FileErasureLedger(folder.toRealPath().resolve(name), controller);
      ledger.begin(folder);
      return ledger;
    } catch (IOException e) {
      throw failed("opened", e);
    }
  }

  private void begin(Path folder) throws IOException {
    synchronized (monitor) {
      locked(
          () -> {
            try (FileChannel channel = OwnerOnly.open(file)) {
              readHeader(channel);
              readOn(channel);
              // A process that was killed between writing and forcing left this to us.
              channel.force(true);
            }
            OwnerOnly.force(folder);
            return end;
          });
    }
  }

  /** Writes the header where a process died before it had; refuses any other. */
  private void readHeader(FileChannel channel) throws IOException {
    byte[] present = read(channel, 0, (int) Math.min(channel.size(), header.length));
    if (!Arrays.equals(present, Arrays.copyOf(header, present.length))) {
      throw new LedgerOfAnotherControllerException(
          "The file is not the ledger of erasures of the controller "
              + controller.value()
              + "; give each controller a file of its own, and check which one this is");
    }
    if (present.length < header.length) {
      write(channel, header, 0);
    }
  }

  @Override
  public PartyId controller() {
    return controller;
  }

  /** How many bytes a process left at the end that died while it appended; usually none. */
  public long tornBytes() {
    synchronized (monitor) {
      head();
      return torn;
    }
  }

  @Override
  public LedgerEntry append(LedgerDraft draft) {
    synchronized (monitor) {
      try {
        return locked(
            () -> {
              try (FileChannel channel = openExisting()) {
                readOn(channel);
                channel.truncate(end.offset);
                LedgerEntry entry = LedgerEntry.after(end.head, draft);
                append(channel, entry);
                return entry;
              }
            });
      } catch (IOException e) {
        throw failed("written", e);
      }
    }
  }

  private void append(FileChannel channel, LedgerEntry entry) throws IOException {
    byte[] line = (entry.line() + '\n').getBytes(StandardCharsets.US_ASCII);
    try {
      write(channel, line, end.offset);
      channel.force(true);
    } catch (IOException e) {
      try {
        channel.truncate(end.offset);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    torn = 0;
    advance(entry.head(), line);
  }

  @Override
  public LedgerHead head() {
    synchronized (monitor) {
      try {
        if (torn == 0 && Files.exists(file) && Files.size(file) == end.offset) {
          return end.head;
        }
        return locked(
            () -> {
              try (FileChannel channel = openExisting()) {
                readOn(channel);
                return end.head;
              }
            });
      } catch (IOException e) {
        throw failed("read", e);
      }
    }
  }

  @Override
  public void entriesAfter(long seq, Consumer<LedgerEntry> visitor) {
    if (seq < 0) {
      throw new IllegalArgumentException("The entries of a ledger are counted from 1");
    }
    Place from;
    Place to;
    synchronized (monitor) {
      if (seq >= head().seq()) {
        return;
      }
      from = places.get((int) (seq / STRIDE));
      to = end;
    }
    // Up to there nothing changes any more, so that this needs no lock.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      LedgerHead before = from.head;
      Lines lines = new Lines(channel, from.offset);
      while (lines.offset() < to.offset) {
        byte[] line = lines.next();
        LedgerHead next = next(before, line);
        if (next == null) {
          throw damaged(before.seq() + 1);
        }
        before = next;
        if (next.seq() > seq) {
          visitor.accept(parse(next.seq(), line));
        }
      }
    } catch (NoSuchFileException e) {
      throw gone();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /**
   * Reads what was appended since, by whomever, up to the first line that is torn. Called with the
   * lock.
   */
  private void readOn(FileChannel channel) throws IOException {
    long size = channel.size();
    long lastBegin = end.offset - lastLine.length;
    if (size < end.offset || !Arrays.equals(lastLine, read(channel, lastBegin, lastLine.length))) {
      throw damaged(Math.max(1, end.head.seq()));
    }
    Lines lines = new Lines(channel, end.offset);
    while (end.offset < size) {
      byte[] line = lines.next();
      LedgerHead next = next(end.head, line);
      if (next == null) {
        boolean isWhole = line[line.length - 1] == '\n';
        if (isWhole || lines.offset() < size) {
          throw damaged(end.head.seq() + 1);
        }
        torn(size - end.offset);
        return;
      }
      advance(next, line);
    }
    torn = 0;
  }

  private void torn(long bytes) {
    if (torn != bytes) {
      torn = bytes;
      LOG.warn(
          "The ledger of erasures ends in {} bytes behind entry {} that a process left which died"
              + " while it appended; they do not count and are cut off by the next append",
          bytes,
          end.head.seq());
    }
  }

  private void advance(LedgerHead head, byte[] line) {
    end = new Place(end.offset + line.length, head);
    lastLine = line;
    if (head.seq() % STRIDE == 0) {
      places.add(end);
    }
  }

  /** The head behind this line, or {@code null} when the line does not belong behind this head. */
  private @Nullable LedgerHead next(LedgerHead before, byte[] line) {
    byte[] start =
        ("seq=" + (before.seq() + 1) + " previous=" + before.hash() + ' ')
            .getBytes(StandardCharsets.US_ASCII);
    int hashed = line.length - 1 - LedgerEntry.HASH_DIGITS - LedgerEntry.HASH.length();
    if (hashed < start.length
        || line[line.length - 1] != '\n'
        || !Arrays.equals(start, Arrays.copyOf(line, start.length))) {
      return null;
    }
    String hash = LedgerEntry.hash(controller, line, 0, hashed);
    byte[] tail = (LedgerEntry.HASH + hash + '\n').getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(tail, Arrays.copyOfRange(line, hashed, line.length))
        ? new LedgerHead(controller, before.seq() + 1, hash)
        : null;
  }

  private LedgerEntry parse(long seq, byte[] line) {
    try {
      String text = new String(line, 0, line.length - 1, StandardCharsets.US_ASCII);
      return LedgerEntry.parse(controller, text);
    } catch (IllegalArgumentException e) {
      throw new LedgerDamagedException(seq, "was not written by this version of the library");
    }
  }

  private static LedgerDamagedException damaged(long seq) {
    return new LedgerDamagedException(seq, "is not what was written");
  }

  private static LedgerDamagedException gone() {
    return new LedgerDamagedException(1, "is gone, and the whole file with it");
  }

  private static LedgerStoreException failed(String what, IOException cause) {
    return new LedgerStoreException(
        "The ledger of erasures could not be "
            + what
            + "; see the cause, mend what the ledger is kept on and do the same again. Nothing is"
            + " erased until then",
        cause);
  }

  /** Waits for the lock; whoever has it has it for the time of one append. */
  private <T> T locked(Work<T> work) throws IOException {
    try (FileChannel channel = OwnerOnly.open(lockFile)) {
      channel.lock();
      return work.run();
    } catch (OverlappingFileLockException e) {
      throw new IOException("This library, loaded a second time, is using the ledger now", e);
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private FileChannel openExisting() throws IOException {
    try {
      return FileChannel.open(
          file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw gone();
    }
  }

  private static byte[] read(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      // As much as there is.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static void write(FileChannel channel, byte[] bytes, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
  }

  @Override
  public String toString() {
    return "FileErasureLedger[" + controller.value() + "]";
  }

  /** A place between two entries, and the head there. */
  private record Place(long offset, LedgerHead head) {}

  /** Reads lines with their line feeds; the last one may lack its. */
  private static final class Lines {

    private static final int CHUNK = 1 << 16;

    /** No entry is longer by far; what has no line feed for so long is no line. */
    private static final int MAX_LINE = 1 << 24;

    private final FileChannel channel;
    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int to;
    private long filled;

    Lines(FileChannel channel, long offset) {
      this.channel = channel;
      this.filled = offset;
    }

    /** Where the next line begins. */
    long offset() {
      return filled - (to - from);
    }

    /** The next line; empty at the end. */
    byte[] next() throws IOException {
      int looked = from;
      while (true) {
        for (; looked < to; looked++) {
          if (buffer[looked] == '\n') {
            byte[] line = Arrays.copyOfRange(buffer, from, looked + 1);
            from = looked + 1;
            return line;
          }
        }
        looked -= from;
        if (!fill()) {
          byte[] rest = Arrays.copyOfRange(buffer, from, to);
          from = to;
          return rest;
        }
        looked += from;
      }
    }

    private boolean fill() throws IOException {
      if (to - from >= MAX_LINE) {
        return false;
      }
      byte[] target = to - from > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
      System.arraycopy(buffer, from, target, 0, to - from);
      to -= from;
      from = 0;
      buffer = target;
      int count = channel.read(ByteBuffer.wrap(buffer, to, buffer.length - to), filled);
      if (count <= 0) {
        return false;
      }
      to += count;
      filled += count;
      return true;
    }
  }
}
