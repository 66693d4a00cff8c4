package io.github.gdprkit.benchmark.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** What a developer writes in an afternoon: one query, a list of all rows, one call to Jackson. */
public final class NaiveExport {

  private static final int LEVEL = 6;

  private NaiveExport() {}

  /**
   * Exports.
   *
   * @param arguments the address of the database, the person, the file
   */
  public static void main(String[] arguments) throws Exception {
    List<JoinedMessage> messages = new ArrayList<>();
    boolean timesAreNumbers = Databases.isSqlite(arguments[0]);
    try (Connection connection = Databases.connection(arguments[0]);
        PreparedStatement query = connection.prepareStatement(JoinedMessage.QUERY)) {
      query.setLong(1, Long.parseLong(arguments[1]));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          messages.add(JoinedMessage.of(row, timesAreNumbers));
        }
      }
    }
    ObjectMapper mapper = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (MessageZip zip = new MessageZip(Path.of(arguments[2]), LEVEL)) {
      mapper.writeValue(zip.messages(), messages);
    }
  }
}
