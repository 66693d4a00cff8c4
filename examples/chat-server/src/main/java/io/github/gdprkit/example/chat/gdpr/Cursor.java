package io.github.gdprkit.example.chat.gdpr;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of a row as text and back: the position from which the next page goes on. Numbers and
 * texts are told apart, because databases order them differently.
 */
final class Cursor {

  private Cursor() {}

  /** The key of the row that a result stands at. */
  static String of(ResultSet row, List<String> key) throws SQLException {
    StringBuilder cursor = new StringBuilder();
    for (String column : key) {
      Object value = row.getObject(column);
      cursor.append(cursor.isEmpty() ? "" : ",");
      cursor.append(value instanceof Number ? "n" : "t");
      cursor.append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8));
    }
    return cursor.toString();
  }

  /** Binds the values of a cursor from this parameter on; returns the parameter behind them. */
  static int bind(PreparedStatement statement, int from, String cursor) throws SQLException {
    int parameter = from;
    for (Object value : values(cursor)) {
      statement.setObject(parameter++, value);
    }
    return parameter;
  }

  static List<Object> values(String cursor) {
    List<Object> values = new ArrayList<>();
    for (String part : cursor.split(",", -1)) {
      String text = URLDecoder.decode(part.substring(1), StandardCharsets.UTF_8);
      if (part.charAt(0) == 'n') {
        values.add(Long.valueOf(text));
      } else {
        values.add(text);
      }
    }
    return values;
  }
}
