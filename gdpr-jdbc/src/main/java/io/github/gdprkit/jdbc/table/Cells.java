package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in the few rows that are read before they are written. Numbers and times
 * have no objects of their own.
 */
abstract class Cells {

  private static final int NUMBER_SIZE = 8;

  final String field;
  final int index;

  Cells(String field, int index) {
    this.field = field;
    this.index = index;
  }

  /** Takes the value of the row that the result stands at; returns about how large it is. */
  abstract int read(ResultSet row, int at) throws SQLException;

  /** Writes the value that was taken. */
  abstract void write(int at, RecordWriter out, Relation relation);

  static final class Texts extends Cells {
    private final @Nullable String[] values;

    Texts(String field, int index, int rows) {
      super(field, index);
      values = new String[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      String value = row.getString(index);
      values[at] = value;
      return value == null ? 0 : value.length();
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      out.text(field, values[at]);
    }
  }

  /** What the author of the record wrote: somebody else's words, unless it is the data subject. */
  static final class AuthorsTexts extends Cells {
    private final @Nullable String[] values;

    AuthorsTexts(String field, int index, int rows) {
      super(field, index);
      values = new String[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      String value = row.getString(index);
      values[at] = value;
      return value == null ? 0 : value.length();
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      if (relation == Relation.AUTHOR || relation == Relation.SUBJECT) {
        out.text(field, values[at]);
      } else {
        out.othersText(field, relation, values[at]);
      }
    }
  }

  /** Whole numbers, and what is made of them. */
  static final class Numbers extends Cells {

    /** What is written for a number. */
    interface Form {
      void write(RecordWriter out, String field, long value);
    }

    static final Form PLAIN = (out, field, value) -> out.number(field, value);
    static final Form MILLIS = (out, field, value) -> out.timeMillis(field, value);
    static final Form SECONDS =
        (out, field, value) -> out.timeMillis(field, Math.multiplyExact(value, 1_000L));
    static final Form FLAG = (out, field, value) -> out.flag(field, value != 0);

    private final Form form;
    private final long[] values;
    private final boolean[] isNull;

    Numbers(String field, int index, int rows, Form form) {
      super(field, index);
      this.form = form;
      values = new long[rows];
      isNull = new boolean[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      values[at] = row.getLong(index);
      isNull[at] = row.wasNull();
      return NUMBER_SIZE;
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      if (isNull[at]) {
        out.text(field, null);
      } else {
        form.write(out, field, values[at]);
      }
    }
  }

  static final class Decimals extends Cells {
    private final double[] values;
    private final boolean[] isNull;

    Decimals(String field, int index, int rows) {
      super(field, index);
      values = new double[rows];
      isNull = new boolean[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      values[at] = row.getDouble(index);
      isNull[at] = row.wasNull();
      return NUMBER_SIZE;
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      if (isNull[at]) {
        out.text(field, null);
      } else if (Double.isFinite(values[at])) {
        out.decimal(field, values[at]);
      } else {
        out.text(field, Double.toString(values[at]));
      }
    }
  }

  static final class Flags extends Cells {
    private final boolean[] values;
    private final boolean[] isNull;

    Flags(String field, int index, int rows) {
      super(field, index);
      values = new boolean[rows];
      isNull = new boolean[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      values[at] = row.getBoolean(index);
      isNull[at] = row.wasNull();
      return NUMBER_SIZE;
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      if (isNull[at]) {
        out.text(field, null);
      } else {
        out.flag(field, values[at]);
      }
    }
  }

  /** Times and dates of the database; what has no place in the calendar is written as a word. */
  static final class Times extends Cells {

    /** How a time is read. */
    interface Form {
      @Nullable Object read(ResultSet row, int index) throws SQLException;
    }

    static final Form DATE = (row, index) -> row.getObject(index, LocalDate.class);

    static Form civil(ZoneId zone) {
      return (row, index) -> {
        LocalDateTime value = row.getObject(index, LocalDateTime.class);
        if (value == null || isEndless(value.getYear())) {
          return value == null ? null : "infinity";
        }
        return value.atZone(zone).toInstant();
      };
    }

    static final Form INSTANT =
        (row, index) -> {
          OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
          if (value == null || isEndless(value.getYear())) {
            return value == null ? null : "infinity";
          }
          return value.toInstant();
        };

    /** Times that a host keeps as text, in a zone when they do not name one. */
    static Form text(ZoneId zone) {
      return (row, index) -> {
        String value = row.getString(index);
        return value == null ? null : TimeText.instant(value, zone);
      };
    }

    /** Milliseconds since 1970 as digits, with zeros before or blanks around; else as it stands. */
    static final Form MILLIS_OF_TEXT =
        (row, index) -> {
          String value = row.getString(index);
          String digits = value == null ? "" : value.strip();
          return digits.matches("[0-9]{1,18}")
              ? Instant.ofEpochMilli(Long.parseLong(digits))
              : value;
        };

    static final Form TEXT_OF_DATE = (row, index) -> row.getString(index);

    private final Form form;
    private final @Nullable Object[] values;

    Times(String field, int index, int rows, Form form) {
      super(field, index);
      this.form = form;
      values = new Object[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      values[at] = form.read(row, index);
      return NUMBER_SIZE;
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      Object value = values[at];
      if (value instanceof Instant instant) {
        out.time(field, instant);
      } else if (value instanceof LocalDate date && !isEndless(date.getYear())) {
        out.date(field, date);
      } else {
        out.text(
            field, value == null ? null : value instanceof LocalDate ? "infinity" : (String) value);
      }
    }

    private static boolean isEndless(int year) {
      return year > 300_000 || year < -300_000;
    }
  }

  /**
   * Instants of PostgreSQL. Its driver makes ten objects of one for an {@code OffsetDateTime}, and
   * two for a {@code Timestamp}, which counts as history did before October 1582, so that what is
   * older is read the long way.
   */
  static final class Instants extends Cells {
    private static final long NEW_CALENDAR = LocalDate.of(1582, 10, 15).toEpochDay() * 86_400_000L;
    private static final long ENDLESS = LocalDate.of(300_000, 1, 1).toEpochDay() * 86_400_000L;
    private static final long NULL = Long.MIN_VALUE;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    private final long[] millis;
    private final int[] nanosBesides;

    Instants(String field, int index, int rows) {
      super(field, index);
      millis = new long[rows];
      nanosBesides = new int[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      Timestamp value = row.getTimestamp(index, utc);
      if (value == null) {
        millis[at] = NULL;
        return NUMBER_SIZE;
      }
      millis[at] = value.getTime();
      nanosBesides[at] = value.getNanos() % NANOS_OF_MILLI;
      if (millis[at] < NEW_CALENDAR && millis[at] > -ENDLESS) {
        Instant old = row.getObject(index, OffsetDateTime.class).toInstant();
        millis[at] = old.toEpochMilli();
        nanosBesides[at] = old.getNano() % NANOS_OF_MILLI;
      }
      return NUMBER_SIZE;
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      if (millis[at] == NULL) {
        out.text(field, null);
      } else if (millis[at] >= ENDLESS || millis[at] <= -ENDLESS) {
        out.text(field, "infinity");
      } else if (nanosBesides[at] == 0) {
        out.timeMillis(field, millis[at]);
      } else {
        out.time(field, Instant.ofEpochMilli(millis[at]).plusNanos(nanosBesides[at]));
      }
    }
  }

  /** Reads times that stand as text. */
  static final class TimeText {

    private static final Pattern WITH_ZONE =
        Pattern.compile(".*[0-9](Z|[+-][0-9]{2}(:?[0-9]{2})?)", Pattern.CASE_INSENSITIVE);

    private TimeText() {}

    /** The time, or the text itself when it is none: whatever is stored is given out. */
    static Object instant(String text, ZoneId zone) {
      String value = text.strip().replace(' ', 'T');
      try {
        if (value.length() > 10 && WITH_ZONE.matcher(value.substring(10)).matches()) {
          return OffsetDateTime.parse(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
        }
        return LocalDateTime.parse(value).atZone(zone).toInstant();
      } catch (DateTimeException e) {
        return text;
      }
    }
  }

  static final class Bytes extends Cells {
    private final @Nullable String[] values;

    Bytes(String field, int index, int rows) {
      super(field, index);
      values = new String[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      byte[] value = row.getBytes(index);
      values[at] = value == null ? null : HexFormat.of().formatHex(value);
      return value == null ? 0 : value.length;
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      out.text(field, values[at]);
    }
  }

  /**
   * Arrays of the database, one text for each element; an element that is NULL is an empty text.
   */
  static final class Arrays extends Cells {
    private final @Nullable List<String>[] values;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Arrays(String field, int index, int rows) {
      super(field, index);
      values = (List<String>[]) new List[rows];
    }

    @Override
    int read(ResultSet row, int at) throws SQLException {
      Array array = row.getArray(index);
      if (array == null) {
        values[at] = null;
        return 0;
      }
      List<String> texts = new ArrayList<>();
      int size = add((Object[]) array.getArray(), texts);
      array.free();
      values[at] = texts;
      return size;
    }

    private static int add(@Nullable Object[] elements, List<String> texts) {
      int size = 0;
      for (Object element : elements) {
        if (element instanceof Object[] inner) {
          size += add(inner, texts);
        } else {
          String text = element == null ? "" : element.toString();
          texts.add(text);
          size += text.length();
        }
      }
      return size;
    }

    @Override
    void write(int at, RecordWriter out, Relation relation) {
      List<String> value = values[at];
      if (value == null) {
        out.text(field, null);
      } else {
        out.texts(field, value);
      }
    }
  }
}
