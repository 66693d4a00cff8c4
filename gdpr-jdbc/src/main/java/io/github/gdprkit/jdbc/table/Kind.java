package io.github.gdprkit.jdbc.table;

import java.util.Locale;

/** As what a column is given out. */
enum Kind {
  TEXT,
  NUMBER,
  DECIMAL,
  FLAG,
  TIME,
  TIME_MILLIS,
  TIME_SECONDS,
  TIME_TEXT,
  DATE,
  BYTES,
  TEXTS,
  AUTHORS_TEXT,
  PERSON,
  LABEL,
  ATTACHMENT;

  boolean fits(Column column) {
    ColumnType type = column.type();
    return switch (this) {
      case TEXT ->
          type == ColumnType.TEXT
              || type == ColumnType.OTHER
              || type == ColumnType.UUID_TYPE
              || type == ColumnType.NUMBER
              || type == ColumnType.DECIMAL;
      case AUTHORS_TEXT, TIME_TEXT, ATTACHMENT ->
          type == ColumnType.TEXT || type == ColumnType.OTHER;
      case NUMBER -> type == ColumnType.NUMBER;
      case TIME_MILLIS -> type == ColumnType.NUMBER || type == ColumnType.TEXT;
      case TIME_SECONDS -> type == ColumnType.NUMBER || isTimeOfSqlite(column);
      case DECIMAL ->
          type == ColumnType.REAL
              || (type == ColumnType.DECIMAL && column.size() > 0 && column.size() <= 15);
      case FLAG -> type == ColumnType.FLAG || type == ColumnType.NUMBER;
      case TIME ->
          type == ColumnType.TIME || type == ColumnType.CIVIL_TIME || isTimeOfSqlite(column);
      case DATE -> type == ColumnType.DATE || isTimeOfSqlite(column);
      case BYTES -> type == ColumnType.BYTES;
      case TEXTS -> type == ColumnType.ARRAY;
      case PERSON, LABEL ->
          type == ColumnType.NUMBER || type == ColumnType.TEXT || type == ColumnType.UUID_TYPE;
    };
  }

  /** What else a column of this type can be given out as. */
  static String advice(Column column) {
    return switch (column.type()) {
      case NUMBER -> "use number, timeMillis, timeSeconds, flag, text, person or label";
      case DECIMAL -> "use text, because a floating point number cannot hold every value of it";
      case REAL -> "use decimal";
      case TEXT -> "use text, timeText, timeMillis, authorsText, person or label";
      case UUID_TYPE -> "use text, person or label";
      case FLAG -> "use flag";
      case TIME, CIVIL_TIME -> "use time";
      case DATE -> "use date";
      case BYTES -> "use bytes, or leave it out with the reason";
      case ARRAY -> "use texts";
      case OTHER -> "use text";
    };
  }

  static boolean isTimeOfSqlite(Column column) {
    String declared = column.typeName();
    return column.type() == ColumnType.TEXT
        && (declared.contains("date") || declared.contains("time"));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
