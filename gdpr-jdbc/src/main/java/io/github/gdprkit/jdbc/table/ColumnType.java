package io.github.gdprkit.jdbc.table;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds, as far as keys, identifiers and constants are bound to it. A value has one
 * text in each type, and texts that are no value of the type are refused, so that {@code 042} does
 * not find the person 42.
 */
enum ColumnType {
  /** Whole numbers that fit into 64 bits. */
  NUMBER {
    @Override
    Object parse(String text) {
      Long value = Long.valueOf(text);
      return require(value, value.toString().equals(text));
    }

    @Override
    @Nullable String text(ResultSet row, int index) throws SQLException {
      // Not as a text: MariaDB's driver writes TINYINT(1) as 0 or 1, whatever number it is.
      long value = row.getLong(index);
      return row.wasNull() ? null : Long.toString(value);
    }

    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setLong(parameter, ((Number) value).longValue());
    }
  },
  /** Numbers of any precision. */
  DECIMAL {
    @Override
    Object parse(String text) {
      return new BigDecimal(text);
    }

    @Override
    @Nullable String text(ResultSet row, int index) throws SQLException {
      BigDecimal value = row.getBigDecimal(index);
      return value == null ? null : value.toPlainString();
    }

    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setBigDecimal(parameter, new BigDecimal(value.toString()));
    }
  },
  /** Floating point. */
  REAL {
    @Override
    Object parse(String text) {
      return Double.valueOf(text);
    }

    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setDouble(parameter, ((Number) value).doubleValue());
    }
  },
  TEXT {
    @Override
    Object parse(String text) {
      return text;
    }

    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setString(parameter, (String) value);
    }
  },
  UUID_TYPE {
    @Override
    Object parse(String text) {
      UUID value = UUID.fromString(text);
      return require(value, value.toString().equals(text.toLowerCase(Locale.ROOT)));
    }
  },
  FLAG {
    @Override
    Object parse(String text) {
      return require(Boolean.valueOf(text), text.equals("true") || text.equals("false"));
    }

    @Override
    @Nullable String text(ResultSet row, int index) throws SQLException {
      boolean value = row.getBoolean(index);
      return row.wasNull() ? null : Boolean.toString(value);
    }

    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setBoolean(parameter, (Boolean) value);
    }
  },
  /** A point in time, whatever the zone of the session. */
  TIME {
    @Override
    Object parse(String text) {
      return OffsetDateTime.parse(text);
    }

    @Override
    @Nullable String text(ResultSet row, int index) throws SQLException {
      OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
      return value == null ? null : value.toString();
    }
  },
  /** A date with a time of day, in no zone. */
  CIVIL_TIME {
    @Override
    Object parse(String text) {
      return LocalDateTime.parse(text);
    }

    @Override
    @Nullable String text(ResultSet row, int index) throws SQLException {
      LocalDateTime value = row.getObject(index, LocalDateTime.class);
      return value == null ? null : value.toString();
    }
  },
  DATE {
    @Override
    Object parse(String text) {
      return LocalDate.parse(text);
    }

    @Override
    @Nullable String text(ResultSet row, int index) throws SQLException {
      LocalDate value = row.getObject(index, LocalDate.class);
      return value == null ? null : value.toString();
    }
  },
  BYTES {
    @Override
    Object parse(String text) {
      return HexFormat.of().parseHex(text);
    }

    @Override
    @Nullable String text(ResultSet row, int index) throws SQLException {
      byte[] value = row.getBytes(index);
      return value == null ? null : HexFormat.of().formatHex(value);
    }

    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setBytes(parameter, (byte[]) value);
    }
  },
  /** Several values in one. */
  ARRAY {
    @Override
    Object parse(String text) {
      throw new IllegalArgumentException("An array is no identifier");
    }
  },
  /** What the database has of its own, written and read as text: JSON, enumerations, addresses. */
  OTHER {
    @Override
    Object parse(String text) {
      return text;
    }

    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setObject(parameter, value, Types.OTHER);
    }
  };

  /**
   * The value with this text.
   *
   * @throws IllegalArgumentException or {@link DateTimeException} when it is none of this type
   */
  abstract Object parse(String text);

  /** The value with this text, or {@code null} when it is none of this type. */
  final @Nullable Object parsed(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  /** A value of the host's program as one of this type, or {@code null} when it is none. */
  final @Nullable Object converted(Object value) {
    if (value instanceof Boolean flag && this == NUMBER) {
      return flag ? 1L : 0L;
    }
    return switch (this) {
      case ARRAY, BYTES -> null;
      case TEXT, OTHER -> value instanceof String ? value : null;
      case NUMBER, DECIMAL, REAL -> value instanceof Number ? parsed(value.toString()) : null;
      default -> parsed(value.toString());
    };
  }

  /** The text of a value, from which {@link #parse} makes the same value again. */
  @Nullable String text(ResultSet row, int index) throws SQLException {
    return row.getString(index);
  }

  void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
    statement.setObject(parameter, value);
  }

  boolean isNumeric() {
    return this == NUMBER || this == DECIMAL || this == REAL;
  }

  private static Object require(Object value, boolean isItsText) {
    if (!isItsText) {
      throw new IllegalArgumentException("This is another way to write a value");
    }
    return value;
  }
}
