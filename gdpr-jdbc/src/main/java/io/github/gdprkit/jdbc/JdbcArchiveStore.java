package io.github.gdprkit.jdbc;

import io.github.gdprkit.archive.ArchiveDamagedException;
import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.jdbc.ArchiveTables.Chunk;
import io.github.gdprkit.jdbc.ArchiveTables.Row;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Archives in a database, in chunks, so that every node finds them (Art. 15(3), 20). A checkpoint
 * is one transaction with the bytes it covers; sealing is one, so that no half of an archive is
 * ever opened. Memory stays below a few megabytes for each draft and each reader, however large the
 * archive.
 *
 * <p><b>Who writes.</b> A second {@link #draft} of this object is refused while the first is open.
 * A draft that another process has, or had when it died, is <em>taken over</em>: nobody can tell
 * one from the other. Whatever the writer before tries to write afterwards is refused with {@link
 * ArchiveInUseException}, also when it wakes up after hours. Likewise {@link #delete} of a draft
 * that another process has: the draft goes, and its writer is refused.
 *
 * <p>Holds no connection between two calls, also of drafts and channels, and needs no closing; its
 * data source may. Safe for use by many threads, except for one draft.
 */
public final class JdbcArchiveStore implements ArchiveStore {

  private final Database database;
  private final ArchiveTables tables;
  private final ErasedRemains remains;

  /** The drafts that are open in this object. */
  private final Set<ArchiveId> open = ConcurrentHashMap.newKeySet();

  private JdbcArchiveStore(Database database) {
    this.database = database;
    this.tables = new ArchiveTables(database.dialect());
    this.remains = new ErasedRemains(database);
  }

  /**
   * Archives in this database, whose tables {@link GdprSchema#migrate} has made. Removes what is
   * left of deleted archives where a process died over it.
   *
   * @param dataSource that of {@link GdprSqlite#dataSource}, or any whose connections are as
   *     durable
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws UnsafeDurabilityException when the database could lose what it acknowledged
   * @throws EvidenceStoreException when the database fails
   */
  public static JdbcArchiveStore open(DataSource dataSource) {
    return open(Database.of(dataSource, true));
  }

  /**
   * The same without a look at whether the database is durable. For tests of an application, which
   * are faster so; never for anybody's data.
   *
   * @throws SchemaVersionException when the tables are missing, older or newer
   * @throws EvidenceStoreException when the database fails
   */
  public static JdbcArchiveStore allowUnsafeDurabilityForTests(DataSource dataSource) {
    return open(Database.of(dataSource, false));
  }

  private static JdbcArchiveStore open(Database database) {
    database.read(
        connection -> {
          database.checkDurability(connection);
          GdprSchema.check(connection, database.dialect());
          return true;
        });
    JdbcArchiveStore store = new JdbcArchiveStore(database);
    store.removeDeleted();
    store.remains.forget(true);
    return store;
  }

  @Override
  public ArchiveDraft draft(ArchiveId id) throws IOException {
    if (!open.add(id)) {
      throw new ArchiveInUseException(id);
    }
    try {
      String writer = newKey();
      Row row = io(() -> database.writeRepeatably(connection -> takeOver(connection, id, writer)));
      return JdbcArchiveDraft.open(database, tables, id, row, () -> open.remove(id));
    } catch (IOException | RuntimeException | Error e) {
      open.remove(id);
      throw e;
    }
  }

  private Row takeOver(Connection connection, ArchiveId id, String writer) throws SQLException {
    // Its writer can be stopped in the middle of a transaction.
    database.dialect().limitWaiting(connection);
    Optional<Row> found = tables.lock(connection, id);
    if (found.isEmpty()) {
      return tables.begin(connection, newKey(), id, writer);
    }
    if (found.get().isSealed()) {
      throw new ArchiveSealedException(id);
    }
    return tables.takeOver(connection, found.get(), writer);
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  @Override
  public SeekableByteChannel open(ArchiveId id) throws IOException {
    Row row =
        io(() -> database.read(connection -> tables.find(connection, id)))
            .filter(Row::isSealed)
            .orElseThrow(() -> new ArchiveNotFoundException(id));
    return new ArchiveChannel(
        position -> chunk(id, row.content(), position), row.progress().durable());
  }

  private Chunk chunk(ArchiveId id, String content, long position) throws IOException {
    Optional<Chunk> found =
        io(() -> database.read(connection -> tables.chunkWith(connection, content, position)));
    if (found.isPresent()) {
      return found.get();
    }
    boolean isThere =
        io(() -> database.read(connection -> tables.find(connection, id)))
            .filter(row -> row.content().equals(content))
            .isPresent();
    if (isThere) {
      throw new ArchiveDamagedException(id, "its bytes from " + position + " on are missing");
    }
    throw new ArchiveNotFoundException(id);
  }

  @Override
  public boolean delete(ArchiveId id) throws IOException {
    if (!open.add(id)) {
      throw new ArchiveInUseException(id);
    }
    try {
      boolean isDeleted =
          io(
              () -> {
                boolean wasThere = hide(id);
                removeDeleted();
                return wasThere;
              });
      remains.forget(isDeleted);
      return isDeleted;
    } finally {
      open.remove(id);
    }
  }

  /** Makes an archive one that nobody finds any more, in one step. */
  private boolean hide(ArchiveId id) {
    Optional<Row> hidden =
        database.write(
            connection -> {
              database.dialect().limitWaiting(connection);
              Optional<Row> row = tables.lock(connection, id);
              if (row.isPresent()) {
                tables.hide(connection, row.get().content());
              }
              return row;
            },
            (connection, row) ->
                row.isEmpty()
                    || tables
                        .lockContent(connection, row.get().content())
                        .filter(Row::isNotDeleted)
                        .isEmpty());
    return hidden.isPresent();
  }

  /** In many transactions, none of them large. Others may do the same at the same time. */
  private void removeDeleted() {
    for (String content : database.read(tables::deleted)) {
      while (database.writeRepeatably(connection -> tables.remove(connection, content))) {
        // There is more of it.
      }
    }
  }

  /**
   * What fails here is the storage, and the interface has its own word for that. A thread that was
   * interrupted gets no connection from some pools, and that is none of the storage's.
   */
  static <T> T io(Supplier<T> work) throws IOException {
    try {
      return work.get();
    } catch (EvidenceStoreException e) {
      IOException failure =
          Thread.currentThread().isInterrupted()
              ? new ClosedByInterruptException()
              : new IOException(e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }
}
