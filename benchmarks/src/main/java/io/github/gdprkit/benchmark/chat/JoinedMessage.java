package io.github.gdprkit.benchmark.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A message as other programs read it: one query, the name of the channel joined.
 *
 * @param sent as text, in UTC
 * @param edited the same; {@code null} where nobody edited it
 * @param edits what it said before
 */
record JoinedMessage(
    long id,
    String channel,
    String topic,
    String content,
    String sent,
    @Nullable String edited,
    @Nullable String edits) {

  static final String QUERY =
      "SELECT m.id, s.name, m.subject, m.content, m.date_sent, m.last_edit_time, m.edit_history"
          + " FROM zerver_message m JOIN zerver_recipient r ON r.id = m.recipient_id"
          + " JOIN zerver_stream s ON s.id = r.type_id WHERE m.sender_id = ? ORDER BY m.id";

  static JoinedMessage of(ResultSet row, boolean timesAreNumbers) throws SQLException {
    return new JoinedMessage(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        String.valueOf(time(row, 5, timesAreNumbers)),
        time(row, 6, timesAreNumbers),
        row.getString(7));
  }

  private static @Nullable String time(ResultSet row, int column, boolean isNumber)
      throws SQLException {
    if (isNumber) {
      long millis = row.getLong(column);
      return row.wasNull() ? null : Instant.ofEpochMilli(millis).toString();
    }
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant().toString();
  }
}
