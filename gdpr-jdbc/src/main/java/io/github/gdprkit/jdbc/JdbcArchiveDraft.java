package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.JdbcArchiveStore.io;

import io.github.gdprkit.archive.ArchiveDamagedException;
import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.jdbc.ArchiveTables.Chunk;
import io.github.gdprkit.jdbc.ArchiveTables.Part;
import io.github.gdprkit.jdbc.ArchiveTables.Progress;
import io.github.gdprkit.jdbc.ArchiveTables.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A draft in the database. Bytes are gathered to chunks; those that fill one go to the database
 * before their checkpoint, behind the durable length, where {@link #open} cuts them back. Each
 * write says whose it is and from where it goes on, so that a writer who was taken over writes
 * nothing.
 */
final class JdbcArchiveDraft implements ArchiveDraft {

  /** Far below the packet of 16 MiB that MariaDB takes when nobody told it to take more. */
  static final int CHUNK_BYTES = 1 << 19;

  private final Database database;
  private final ArchiveTables tables;
  private final ArchiveId id;
  private final String content;
  private final String writer;
  private final Runnable whenClosed;
  private final byte[] buffer = new byte[CHUNK_BYTES];
  private Progress progress;
  private int buffered;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    SEALED,
    /** A write failed, and how much of it is there, only opening it again tells. */
    BROKEN,
    CLOSED
  }

  private JdbcArchiveDraft(
      Database database, ArchiveTables tables, ArchiveId id, Row row, Runnable whenClosed) {
    this.database = database;
    this.tables = tables;
    this.id = id;
    this.content = row.content();
    this.writer = row.writer();
    this.progress = row.progress();
    this.whenClosed = whenClosed;
  }

  /** The draft of this row, cut back to its last checkpoint. */
  static JdbcArchiveDraft open(
      Database database, ArchiveTables tables, ArchiveId id, Row row, Runnable whenClosed)
      throws IOException {
    JdbcArchiveDraft draft = new JdbcArchiveDraft(database, tables, id, row, whenClosed);
    long durable = row.progress().durable();
    draft.cutBack(durable);
    if (durable > 0 && draft.find(durable - 1).filter(last -> last.end() == durable).isEmpty()) {
      throw new ArchiveDamagedException(
          id, "the draft has fewer bytes than its last checkpoint made durable");
    }
    return draft;
  }

  @Override
  public long length() {
    return progress.written() + buffered;
  }

  @Override
  public void append(long expectedLength, byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    requireLength(expectedLength);
    int done = 0;
    while (done < count) {
      if (buffered == buffer.length) {
        flush();
      }
      int some = Math.min(count - done, buffer.length - buffered);
      System.arraycopy(bytes, offset + done, buffer, buffered, some);
      buffered += some;
      done += some;
    }
  }

  /** Not durable yet, but out of memory. */
  private void flush() throws IOException {
    if (buffered > 0) {
      Progress to = new Progress(length(), progress.durable(), progress.checkpoints());
      goOn(to, null);
    }
  }

  @Override
  public void checkpoint(long expectedLength, byte[] checkpoint) throws IOException {
    requireLength(expectedLength);
    goOn(new Progress(length(), length(), progress.checkpoints() + 1), checkpoint);
  }

  private void goOn(Progress to, byte @Nullable [] checkpoint) throws IOException {
    byte[] bytes = Arrays.copyOf(buffer, buffered);
    write(
        connection -> {
          requireMine(connection, tables.goOn(connection, content, writer, progress, to));
          if (bytes.length > 0) {
            tables.insertChunk(connection, content, new Chunk(progress.written(), bytes));
          }
          if (checkpoint != null) {
            tables.insertCheckpoint(connection, content, to.checkpoints(), checkpoint);
          }
          return true;
        },
        row -> row.isDraftOf(writer) && row.progress().equals(to));
    progress = to;
    buffered = 0;
  }

  @Override
  public void truncate(long newLength) throws IOException {
    requireLength(length());
    if (newLength < progress.durable() || newLength > length()) {
      throw new IllegalArgumentException(
          "Bytes behind the last checkpoint can be taken back, from "
              + progress.durable()
              + " to "
              + length()
              + ", not "
              + newLength);
    }
    if (newLength >= progress.written()) {
      buffered = (int) (newLength - progress.written());
      return;
    }
    Chunk cut = chunk(newLength);
    int kept = (int) (newLength - cut.startsAt());
    cutBack(cut.startsAt());
    System.arraycopy(cut.bytes(), 0, buffer, 0, kept);
    buffered = kept;
  }

  /** In several transactions: a draft can have gigabytes behind its last checkpoint. */
  private void cutBack(long to) throws IOException {
    boolean isMore = progress.written() > to;
    while (isMore) {
      isMore = written(() -> database.writeRepeatably(connection -> cutBack(connection, to)));
    }
    progress = new Progress(to, progress.durable(), progress.checkpoints());
  }

  private boolean cutBack(Connection connection, long to) throws SQLException {
    Optional<Row> row = tables.lockContent(connection, content);
    requireMine(connection, row.filter(found -> found.isDraftOf(writer)).isPresent());
    return tables.cutBack(connection, content, to);
  }

  @Override
  public void replay(CheckpointVisitor visitor) throws IOException {
    requireOpen();
    ByteArrayOutputStream checkpoint = new ByteArrayOutputStream();
    Part last = null;
    while (true) {
      Part behind = last;
      List<Part> parts =
          io(() -> database.read(connection -> tables.partsBehind(connection, content, behind)));
      if (parts.isEmpty()) {
        break;
      }
      for (Part part : parts) {
        if (last != null && part.number() > last.number()) {
          visitor.visit(checkpoint.toByteArray());
          checkpoint.reset();
        }
        checkpoint.write(part.bytes());
        last = part;
      }
    }
    if (last != null) {
      visitor.visit(checkpoint.toByteArray());
    }
    if ((last == null ? 0 : last.number()) != progress.checkpoints()) {
      throw lostOr("some of its checkpoints are missing");
    }
  }

  @Override
  public InputStream read(long from) throws IOException {
    requireOpen();
    flush();
    ArchiveChannel channel = new ArchiveChannel(this::chunk, progress.written());
    channel.position(from);
    return Channels.newInputStream(channel);
  }

  private Chunk chunk(long position) throws IOException {
    Optional<Chunk> found = find(position);
    if (found.isEmpty()) {
      throw lostOr("its bytes from " + position + " on are missing");
    }
    return found.get();
  }

  private Optional<Chunk> find(long position) throws IOException {
    return io(() -> database.read(connection -> tables.chunkWith(connection, content, position)));
  }

  /** What is missing may have been taken away by whoever took over. */
  private RuntimeException lostOr(String damage) throws IOException {
    Optional<Row> row = io(() -> database.read(connection -> tables.find(connection, id)));
    return row.filter(found -> found.isDraftOf(writer)).isPresent()
        ? new ArchiveDamagedException(id, damage)
        : refusal(row);
  }

  @Override
  public void seal(long expectedLength) throws IOException {
    requireLength(expectedLength);
    flush();
    write(
        connection -> {
          requireMine(connection, tables.seal(connection, content, writer, progress));
          return true;
        },
        row -> row.isSealed() && row.writer().equals(writer));
    state = State.SEALED;
  }

  @Override
  public void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      whenClosed.run();
    }
  }

  /** Writes what leaves such a row behind. */
  private void write(Database.Work<Boolean> work, Predicate<Row> trace) throws IOException {
    written(
        () ->
            database.write(
                work,
                (connection, result) ->
                    tables.lockContent(connection, content).filter(trace).isPresent()));
  }

  private <T> T written(Supplier<T> write) throws IOException {
    try {
      return io(write);
    } catch (IOException e) {
      state = State.BROKEN;
      throw e;
    }
  }

  private void requireMine(Connection connection, boolean isMine) throws SQLException {
    if (!isMine) {
      throw refusal(tables.find(connection, id));
    }
  }

  /** For a writer who was taken over, with what has become of the archive since. */
  private RuntimeException refusal(Optional<Row> now) {
    return now.filter(Row::isSealed).isPresent()
        ? new ArchiveSealedException(id)
        : new ArchiveInUseException(id);
  }

  private void requireLength(long expectedLength) throws IOException {
    requireOpen();
    if (expectedLength != length()) {
      throw new IllegalStateException(
          "Archive "
              + id
              + " has "
              + length()
              + " bytes and not "
              + expectedLength
              + "; another writer has been here, stop and open the draft again");
    }
  }

  private void requireOpen() throws IOException {
    switch (state) {
      case OPEN -> {}
      case BROKEN ->
          throw new IOException(
              "A write to archive " + id + " failed before; open the draft again and go on");
      case SEALED ->
          throw new IllegalStateException(
              "Archive " + id + " is sealed; nothing can be added to it any more");
      case CLOSED -> throw new IllegalStateException("This draft of archive " + id + " is closed");
    }
  }
}
