package io.github.gdprkit.benchmark.chat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one person's messages in pages along the key, as {@link MessageHooks} does, for this one
 * table and with nothing that could be left out: texts as the bytes that the driver has, times as
 * numbers, the names of all channels in a map.
 */
final class HandWrittenReader implements AutoCloseable {

  /** Stands for a time that is not there. */
  static final long NO_TIME = Long.MIN_VALUE;

  private static final int ROWS = 10_000;

  private static final String CHANNELS =
      "SELECT r.id, s.name FROM zerver_recipient r JOIN zerver_stream s ON s.id = r.type_id";

  private static final String PAGE =
      "SELECT id, recipient_id, subject, content, edit_history, date_sent, last_edit_time"
          + " FROM zerver_message WHERE (sender_id, id) > (?, ?) AND sender_id <= ?"
          + " ORDER BY sender_id, id LIMIT "
          + ROWS;

  /** Microseconds from 1970 to 2000, where PostgreSQL begins to count. */
  private static final long POSTGRESQL_EPOCH = 946_684_800_000_000L;

  private static final byte[] NO_NAME = {};

  private final Connection connection;
  private final PreparedStatement page;
  private final boolean sqlite;
  private final Map<Long, byte[]> channels = new HashMap<>();

  /** Takes rows; times in microseconds since 1970. */
  interface Sink {
    void row(
        long id,
        byte[] channel,
        byte[] topic,
        byte[] content,
        byte @Nullable [] edits,
        long sent,
        long edited)
        throws Exception;
  }

  HandWrittenReader(String url, long person) throws SQLException {
    sqlite = Databases.isSqlite(url);
    // Binary from the first row on, so that numbers and times need no parsing.
    connection = Databases.connection(sqlite ? url : url + "&prepareThreshold=-1");
    try (Statement statement = connection.createStatement()) {
      if (!sqlite) {
        // The plan for any person reads and sorts all of a heavy person's messages for each page.
        statement.execute("SET plan_cache_mode = force_custom_plan");
      }
      try (ResultSet row = statement.executeQuery(CHANNELS)) {
        while (row.next()) {
          channels.put(row.getLong(1), row.getString(2).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    page = connection.prepareStatement(PAGE);
    page.setLong(1, person);
    page.setLong(3, person);
  }

  /** Reads all rows and returns how many there are. */
  long read(Sink sink) throws Exception {
    long rows = 0;
    long after = Long.MIN_VALUE;
    int inPage;
    do {
      inPage = 0;
      page.setLong(2, after);
      try (ResultSet row = page.executeQuery()) {
        while (row.next()) {
          after = row.getLong(1);
          sink.row(
              after,
              channels.getOrDefault(row.getLong(2), NO_NAME),
              row.getBytes(3),
              row.getBytes(4),
              row.getBytes(5),
              sqlite ? millis(row, 6) : micros(row, 6),
              sqlite ? millis(row, 7) : micros(row, 7));
          inPage++;
        }
      }
      rows += inPage;
    } while (inPage == ROWS);
    return rows;
  }

  private static long millis(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? NO_TIME : millis * 1_000;
  }

  private static long micros(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    if (bytes == null) {
      return NO_TIME;
    }
    if (bytes.length == Long.BYTES) {
      long since2000 = 0;
      for (byte part : bytes) {
        since2000 = since2000 << 8 | part & 0xFF;
      }
      return since2000 + POSTGRESQL_EPOCH;
    }
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
