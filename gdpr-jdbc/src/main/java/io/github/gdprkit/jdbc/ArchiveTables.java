package io.github.gdprkit.jdbc;

import io.github.gdprkit.archive.ArchiveId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The archives in their tables: a row for each, its bytes in chunks, its checkpoints in parts. */
final class ArchiveTables {

  static final String FIND =
      "SELECT content, state, writer, written, durable, checkpoints FROM gdpr_archive WHERE id = ?";
  static final String OF_CONTENT =
      "SELECT content, state, writer, written, durable, checkpoints FROM gdpr_archive"
          + " WHERE content = ?";
  static final String LIST_DELETED = "SELECT content FROM gdpr_archive WHERE id IS NULL";
  static final String CHUNK_AT =
      "SELECT starts_at, bytes FROM gdpr_archive_chunk WHERE content = ? AND starts_at <= ?"
          + " ORDER BY starts_at DESC LIMIT 1";
  static final String LAST_CHUNKS =
      "SELECT starts_at FROM gdpr_archive_chunk WHERE content = ? AND starts_at >= ?"
          + " ORDER BY starts_at DESC LIMIT ?";
  static final String PARTS =
      "SELECT number, part, bytes FROM gdpr_archive_checkpoint WHERE content = ? AND number >= ?"
          + " AND (number > ? OR part > ?) ORDER BY number, part LIMIT ?";
  private static final String BEGIN =
      "INSERT INTO gdpr_archive (content, id, state, writer, written, durable, checkpoints)"
          + " VALUES (?, ?, 'draft', ?, 0, 0, 0)";
  private static final String TAKE_OVER = "UPDATE gdpr_archive SET writer = ? WHERE content = ?";
  private static final String CUT_TO = "UPDATE gdpr_archive SET written = ? WHERE content = ?";
  private static final String GO_ON =
      "UPDATE gdpr_archive SET written = ?, durable = ?, checkpoints = ?"
          + " WHERE content = ? AND writer = ? AND state = 'draft' AND written = ?"
          + " AND durable = ? AND checkpoints = ?";
  private static final String SEAL =
      "UPDATE gdpr_archive SET state = 'sealed', durable = written,"
          + " sealed_at = CURRENT_TIMESTAMP"
          + " WHERE content = ? AND writer = ? AND state = 'draft' AND written = ?"
          + " AND durable = ? AND checkpoints = ?";
  private static final String HIDE =
      "UPDATE gdpr_archive SET id = NULL, state = 'deleted', durable = 0, checkpoints = 0"
          + " WHERE content = ?";
  private static final String REMOVE =
      "DELETE FROM gdpr_archive WHERE content = ? AND state = 'deleted'";
  private static final String INSERT_CHUNK =
      "INSERT INTO gdpr_archive_chunk (content, starts_at, bytes) VALUES (?, ?, ?)";
  private static final String DELETE_CHUNKS =
      "DELETE FROM gdpr_archive_chunk WHERE content = ? AND starts_at >= ?";
  private static final String INSERT_PART =
      "INSERT INTO gdpr_archive_checkpoint (content, number, part, bytes) VALUES (?, ?, ?, ?)";
  private static final String DELETE_CHECKPOINTS =
      "DELETE FROM gdpr_archive_checkpoint WHERE content = ?";

  /** So many bytes of a checkpoint are one row. */
  private static final int PART_BYTES = 1 << 16;

  /** So many chunks are removed in one transaction, and so many parts are read at once. */
  private static final int ROWS = 32;

  private static final String DRAFT = "draft";
  private static final String SEALED = "sealed";
  private static final String DELETED = "deleted";

  private final Dialect dialect;

  ArchiveTables(Dialect dialect) {
    this.dialect = dialect;
  }

  /** How far a draft is. */
  record Progress(long written, long durable, long checkpoints) {}

  /** An archive, finished or not. */
  record Row(String content, String state, String writer, Progress progress) {

    boolean isSealed() {
      return state.equals(SEALED);
    }

    boolean isNotDeleted() {
      return !state.equals(DELETED);
    }

    boolean isDraftOf(String writer) {
      return state.equals(DRAFT) && this.writer.equals(writer);
    }
  }

  /** Some bytes of an archive, and where they begin. */
  record Chunk(long startsAt, byte[] bytes) {

    long end() {
      return startsAt + bytes.length;
    }
  }

  /** Some bytes of a checkpoint. */
  record Part(long number, int part, byte[] bytes) {}

  Optional<Row> find(Connection connection, ArchiveId id) throws SQLException {
    return row(connection, FIND, id.value());
  }

  /** Holds the row to the end of the transaction. */
  Optional<Row> lock(Connection connection, ArchiveId id) throws SQLException {
    return row(connection, FIND + dialect.forUpdate(), id.value());
  }

  /** Holds the row to the end of the transaction. */
  Optional<Row> lockContent(Connection connection, String content) throws SQLException {
    return row(connection, OF_CONTENT + dialect.forUpdate(), content);
  }

  private static Optional<Row> row(Connection connection, String sql, String key)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    new Progress(row.getLong(4), row.getLong(5), row.getLong(6))))
            : Optional.empty();
      }
    }
  }

  Row begin(Connection connection, String content, ArchiveId id, String writer)
      throws SQLException {
    update(connection, BEGIN, content, id.value(), writer);
    return new Row(content, DRAFT, writer, new Progress(0, 0, 0));
  }

  /** From here on nobody else can write to this draft. */
  Row takeOver(Connection connection, Row draft, String writer) throws SQLException {
    update(connection, TAKE_OVER, writer, draft.content());
    return new Row(draft.content(), DRAFT, writer, draft.progress());
  }

  /** Moves a draft on; tells whether it still is this writer's and where that left it. */
  boolean goOn(Connection connection, String content, String writer, Progress from, Progress to)
      throws SQLException {
    return update(
            connection,
            GO_ON,
            to.written(),
            to.durable(),
            to.checkpoints(),
            content,
            writer,
            from.written(),
            from.durable(),
            from.checkpoints())
        == 1;
  }

  /** Makes a draft the archive; tells whether it still was this writer's and where that left it. */
  boolean seal(Connection connection, String content, String writer, Progress from)
      throws SQLException {
    int sealed =
        update(
            connection, SEAL, content, writer, from.written(), from.durable(), from.checkpoints());
    if (sealed == 1) {
      update(connection, DELETE_CHECKPOINTS, content);
    }
    return sealed == 1;
  }

  void insertChunk(Connection connection, String content, Chunk chunk) throws SQLException {
    update(connection, INSERT_CHUNK, content, chunk.startsAt(), chunk.bytes());
  }

  void insertCheckpoint(Connection connection, String content, long number, byte[] checkpoint)
      throws SQLException {
    int part = 0;
    for (int from = 0; from == 0 || from < checkpoint.length; from += PART_BYTES) {
      int to = Math.min(checkpoint.length, from + PART_BYTES);
      byte[] bytes = Arrays.copyOfRange(checkpoint, from, to);
      update(connection, INSERT_PART, content, number, part, bytes);
      part++;
    }
  }

  /** The chunk in which this byte is, if it is in any. */
  Optional<Chunk> chunkWith(Connection connection, String content, long position)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CHUNK_AT)) {
      query.setString(1, content);
      query.setLong(2, position);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Chunk chunk = new Chunk(row.getLong(1), row.getBytes(2));
        return position < chunk.end() ? Optional.of(chunk) : Optional.empty();
      }
    }
  }

  /** Some parts of checkpoints behind this one, in their order; an empty list at the end. */
  List<Part> partsBehind(Connection connection, String content, @Nullable Part last)
      throws SQLException {
    List<Part> parts = new ArrayList<>();
    long number = last == null ? 0 : last.number();
    try (PreparedStatement query = connection.prepareStatement(PARTS)) {
      query.setString(1, content);
      query.setLong(2, number);
      query.setLong(3, number);
      query.setInt(4, last == null ? 0 : last.part());
      query.setInt(5, ROWS);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          parts.add(new Part(rows.getLong(1), rows.getInt(2), rows.getBytes(3)));
        }
      }
    }
    return parts;
  }

  /**
   * Removes some chunks from the end, none of which begins before this byte. Called with the row
   * held.
   *
   * @return whether there may be more
   */
  boolean cutBack(Connection connection, String content, long to) throws SQLException {
    long first = to;
    int found = 0;
    try (PreparedStatement query = connection.prepareStatement(LAST_CHUNKS)) {
      query.setString(1, content);
      query.setLong(2, to);
      query.setInt(3, ROWS);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          first = rows.getLong(1);
          found++;
        }
      }
    }
    if (found < ROWS) {
      first = to;
    }
    update(connection, DELETE_CHUNKS, content, first);
    update(connection, CUT_TO, first, content);
    return found == ROWS;
  }

  /** Makes an archive one that nobody finds any more. */
  void hide(Connection connection, String content) throws SQLException {
    update(connection, HIDE, content);
    update(connection, DELETE_CHECKPOINTS, content);
  }

  List<String> deleted(Connection connection) throws SQLException {
    List<String> contents = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(LIST_DELETED);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        contents.add(rows.getString(1));
      }
    }
    return contents;
  }

  /**
   * Removes some of what a deleted archive has.
   *
   * @return whether there is more
   */
  boolean remove(Connection connection, String content) throws SQLException {
    if (lockContent(connection, content).isEmpty()) {
      return false;
    }
    if (cutBack(connection, content, 0)) {
      return true;
    }
    update(connection, REMOVE, content);
    return false;
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }
}
