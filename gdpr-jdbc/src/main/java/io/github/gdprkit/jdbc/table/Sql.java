package io.github.gdprkit.jdbc.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is being written, with the values of its parameters beside it. */
final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<Bound> values = new ArrayList<>();

  private record Bound(@Nullable ColumnType type, @Nullable Object value) {}

  static Sql of(String text) {
    return new Sql().add(text);
  }

  Sql add(String more) {
    text.append(more);
    return this;
  }

  Sql add(Sql more) {
    text.append(more.text);
    values.addAll(more.values);
    return this;
  }

  /** A value of a column, for the next parameter of the text. */
  Sql value(ColumnType type, Object value) {
    values.add(new Bound(type, value));
    return this;
  }

  /** A value that the host gave, for the next parameter of the text. */
  Sql value(@Nullable Object value) {
    values.add(new Bound(null, value));
    return this;
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    try {
      for (int i = 0; i < values.size(); i++) {
        Bound bound = values.get(i);
        if (bound.type() == null || bound.value() == null) {
          statement.setObject(i + 1, bound.value());
        } else {
          bound.type().bind(statement, i + 1, bound.value());
        }
      }
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
    return statement;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
