package io.github.gdprkit.benchmark.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * What a developer writes who knows that histories are long: a cursor, a generator of JSON and a
 * ZIP stream, one row after the other on one thread.
 */
public final class StreamingExport {

  private static final int FETCHED_AT_ONCE = 1_000;

  private StreamingExport() {}

  /**
   * Exports.
   *
   * @param arguments the address of the database, the person, the file, the level of compression
   */
  public static void main(String[] arguments) throws Exception {
    boolean timesAreNumbers = Databases.isSqlite(arguments[0]);
    try (Connection connection = Databases.connection(arguments[0]);
        PreparedStatement query = connection.prepareStatement(JoinedMessage.QUERY);
        MessageZip zip = new MessageZip(Path.of(arguments[2]), Integer.parseInt(arguments[3]));
        JsonGenerator json =
            new JsonFactory()
                .createGenerator(zip.messages())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      connection.setAutoCommit(false);
      query.setFetchSize(FETCHED_AT_ONCE);
      query.setLong(1, Long.parseLong(arguments[1]));
      json.writeStartArray();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          write(JoinedMessage.of(row, timesAreNumbers), json);
        }
      }
      json.writeEndArray();
    }
  }

  private static void write(JoinedMessage message, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", message.id());
    json.writeStringField("channel", message.channel());
    json.writeStringField("topic", message.topic());
    json.writeStringField("content", message.content());
    json.writeStringField("sent", message.sent());
    json.writeStringField("edited", message.edited());
    json.writeStringField("edits", message.edits());
    json.writeEndObject();
  }
}
