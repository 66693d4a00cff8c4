package io.github.gdprkit.benchmark.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages by LIMIT and OFFSET, as WordPress reads comments, all pages so far kept until the end. The
 * database walks over all earlier rows for each page, so the time grows with the square of them.
 * Numbers stand in the query as in WordPress, so that each page has a plan of its own.
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
    try (Connection connection = Databases.connection(arguments[0]);
        Statement query = connection.createStatement()) {
      String sql = JoinedMessage.QUERY.replace("?", arguments[1]) + " LIMIT " + PAGE + " OFFSET ";
      int before;
      do {
        before = messages.size();
        try (ResultSet row = query.executeQuery(sql + before)) {
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
