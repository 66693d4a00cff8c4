package io.github.gdprkit.example.chat.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what a test wants to see of a database. */
public final class Rows {

  private Rows() {}

  /** The rows of a query, each with its columns joined by a bar. */
  public static List<String> of(ChatDatabase database, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection reader = database.newReader();
        Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join("|", columns));
      }
    }
    return found;
  }

  public static long count(ChatDatabase database, String fromWhere) throws SQLException {
    return Long.parseLong(of(database, "SELECT count(*) FROM " + fromWhere).get(0));
  }
}
