package io.github.gdprkit.benchmark.chat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In the shape of Zulip's export of one person: all ids first, then chunks of 1,000 with the
 * queries of each, all columns, a file of indented JSON for each chunk, and at the end {@code tar}
 * and {@code gzip} over the folder. Zulip itself does this in Python over Django's object mapper,
 * and so does {@code chunked_export.py} beside this class.
 */
public final class ChunkedExport {

  private static final int CHUNK = 1_000;

  private static final String IDS =
      "SELECT um.message_id FROM zerver_usermessage um"
          + " JOIN zerver_message m ON m.id = um.message_id"
          + " WHERE um.user_profile_id = ? AND m.sender_id = um.user_profile_id"
          + " ORDER BY um.message_id";

  private static final String MESSAGES =
      "SELECT m.*, um.flags, u.full_name AS sender_full_name, u.delivery_email AS sender_email,"
          + " c.name AS sending_client_name, s.name AS recipient_name"
          + " FROM zerver_usermessage um JOIN zerver_message m ON m.id = um.message_id"
          + " JOIN zerver_userprofile u ON u.id = m.sender_id"
          + " JOIN zerver_client c ON c.id = m.sending_client_id"
          + " JOIN zerver_recipient r ON r.id = m.recipient_id"
          + " JOIN zerver_stream s ON s.id = r.type_id"
          + " WHERE um.user_profile_id = %d AND um.message_id IN (%s) ORDER BY um.message_id";

  private static final String REACTIONS =
      "SELECT * FROM zerver_reaction WHERE message_id IN (%s) ORDER BY id";

  private static final String ATTACHMENTS =
      "SELECT * FROM zerver_attachment WHERE message_id IN (%s) ORDER BY id";

  private ChunkedExport() {}

  /**
   * Exports.
   *
   * @param arguments the address of the database, the person, the file, a folder to work in
   */
  public static void main(String[] arguments) throws Exception {
    boolean timesAreNumbers = Databases.isSqlite(arguments[0]);
    long person = Long.parseLong(arguments[1]);
    Path folder = Files.createDirectories(Path.of(arguments[3]));
    DefaultPrettyPrinter.Indenter indenter = new DefaultIndenter("    ", "\n");
    ObjectWriter json =
        new ObjectMapper()
            .writer(
                new DefaultPrettyPrinter()
                    .withArrayIndenter(indenter)
                    .withObjectIndenter(indenter));
    try (Connection connection = Databases.connection(arguments[0]);
        Statement statement = connection.createStatement()) {
      List<Long> ids = ids(connection, person);
      for (int from = 0; from < ids.size(); from += CHUNK) {
        String chunk =
            ids.subList(from, Math.min(ids.size(), from + CHUNK)).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put(
            "zerver_message", rows(statement, MESSAGES.formatted(person, chunk), timesAreNumbers));
        file.put("zerver_reaction", rows(statement, REACTIONS.formatted(chunk), timesAreNumbers));
        file.put(
            "zerver_attachment", rows(statement, ATTACHMENTS.formatted(chunk), timesAreNumbers));
        json.writeValue(
            folder.resolve("messages-%06d.json".formatted(from / CHUNK + 1)).toFile(), file);
      }
    }
    pack(folder, Path.of(arguments[2]));
  }

  private static List<Long> ids(Connection connection, long person) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(IDS)) {
      query.setLong(1, person);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
    }
    return ids;
  }

  private static List<Map<String, Object>> rows(
      Statement statement, String query, boolean timesAreNumbers) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      ResultSetMetaData columns = row.getMetaData();
      while (row.next()) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          String name = columns.getColumnLabel(i);
          values.put(name, value(name, row.getObject(i), timesAreNumbers));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  /** Zulip writes times as seconds with a fraction. */
  private static @Nullable Object value(
      String column, @Nullable Object value, boolean timesAreNumbers) {
    if (value instanceof Timestamp time) {
      return time.getTime() / 1e3;
    }
    boolean isTime = column.equals("date_sent") || column.equals("last_edit_time");
    return timesAreNumbers && isTime && value instanceof Number time
        ? (Double) (time.longValue() / 1e3)
        : value;
  }

  private static void pack(Path folder, Path file) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder(
                "tar",
                "-czf",
                file.toString(),
                "-C",
                String.valueOf(folder.getParent()),
                String.valueOf(folder.getFileName()))
            .inheritIO()
            .start();
    if (tar.waitFor() != 0) {
      throw new IOException("tar failed");
    }
  }
}
