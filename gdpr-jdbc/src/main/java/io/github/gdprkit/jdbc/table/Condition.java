package io.github.gdprkit.jdbc.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on rows, in SQL that stands in the host's program, with the values of its parameters.
 *
 * @param sql the text
 * @param values as many as the text has question marks
 */
record Condition(String sql, List<@Nullable Object> values) {

  static Condition of(String sql, @Nullable Object... values) {
    if (sql.isBlank()) {
      throw new IllegalArgumentException("A condition on rows must not be blank; leave it away");
    }
    return new Condition(
        sql, Collections.unmodifiableList(new ArrayList<@Nullable Object>(Arrays.asList(values))));
  }

  /** A condition of which each question mark outside of quotes stands for the same value. */
  static Condition ofEach(String sql, Object value) {
    List<Object> values = new ArrayList<>();
    boolean isQuoted = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      isQuoted ^= c == '\'';
      if (c == '?' && !isQuoted) {
        values.add(value);
      }
    }
    return of(sql, values.toArray());
  }

  /** In parentheses, so that an OR in it stays its own. */
  Sql whole() {
    Sql whole = Sql.of("(" + sql + ")");
    values.forEach(whole::value);
    return whole;
  }

  /** The rows that do not meet it, those of which it cannot be said among them. */
  Sql otherwise() {
    return Sql.of("CASE WHEN ").add(whole()).add(" THEN 0 ELSE 1 END = 1");
  }
}
