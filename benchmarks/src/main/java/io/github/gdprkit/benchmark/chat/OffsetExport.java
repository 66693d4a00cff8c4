package io.github.gdprkit.benchmark.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages by LIMIT and OFFSET, as WordPress reads comments, all pages so far kept until the end. The
 * database walks over all earlier rows for each page, so the time grows with the square of them.
 */
public final class OffsetExport {

  private static final int PAGE = 500;
  private static final int LEVEL = 6;

  private OffsetExport() {}

  /**
   * Exports.
   *
   * @param arguments the address of the database, the person, the file
   */
  public static void main(String[] arguments) throws Exception {
    List<JoinedMessage> messages = new ArrayList<>();
    boolean timesAreNumbers = Databases.isSqlite(arguments[0]);
    try (Connection connection = Databases.at(arguments[0]).getConnection();
        PreparedStatement query =
            connection.prepareStatement(JoinedMessage.QUERY + " LIMIT " + PAGE + " OFFSET ?")) {
      query.setLong(1, Long.parseLong(arguments[1]));
      int before;
      do {
        before = messages.size();
        query.setLong(2, before);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            messages.add(JoinedMessage.of(row, timesAreNumbers));
          }
        }
      } while (messages.size() == before + PAGE);
    }
    ObjectMapper mapper = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (MessageZip zip = new MessageZip(Path.of(arguments[2]), LEVEL)) {
      mapper.writeValue(zip.messages(), messages);
    }
  }
}
