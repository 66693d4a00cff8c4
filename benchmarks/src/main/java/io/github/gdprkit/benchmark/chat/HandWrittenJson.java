package io.github.gdprkit.benchmark.chat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes messages as JSON Lines into a buffer, the same records as in the kit's archives. */
final class HandWrittenJson {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] START = ascii("{\"relation\":\"author\",\"id\":");
  private static final byte[] CHANNEL = ascii(",\"channel\":");
  private static final byte[] TOPIC = ascii(",\"topic\":");
  private static final byte[] CONTENT = ascii(",\"content\":");
  private static final byte[] EDITS = ascii(",\"edits\":");
  private static final byte[] SENT = ascii(",\"sent\":");
  private static final byte[] EDITED = ascii(",\"edited\":");
  private static final byte[] END = ascii("}\n");
  private static final byte[] NULL = ascii("null");
  private static final byte[] HEX = ascii("0123456789abcdef");

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  private static final long MICROS_OF_DAY = 86_400_000_000L;

  /** More than a record needs beside its texts. */
  private static final int ROOM = 512;

  private byte[] bytes;
  private int count;
  private long cachedDay = Long.MIN_VALUE;
  private final byte[] cachedDate = ascii("0000-00-00");

  HandWrittenJson(int capacity) {
    bytes = new byte[capacity];
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  void message(
      long id,
      byte[] channel,
      byte[] topic,
      byte[] content,
      byte @Nullable [] edits,
      long sent,
      long edited) {
    // A byte of text is six bytes at most.
    long needed =
        ROOM
            + 6L * (channel.length + topic.length + content.length)
            + (edits == null ? 0 : 6L * edits.length);
    if (bytes.length - count < needed) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(count + needed + bytes.length / 4));
    }
    put(START);
    number(id);
    put(CHANNEL);
    text(channel);
    put(TOPIC);
    text(topic);
    put(CONTENT);
    text(content);
    put(EDITS);
    if (edits == null) {
      put(NULL);
    } else {
      text(edits);
    }
    put(SENT);
    time(sent);
    put(EDITED);
    time(edited);
    put(END);
  }

  private void put(byte[] ready) {
    System.arraycopy(ready, 0, bytes, count, ready.length);
    count += ready.length;
  }

  private void number(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    digits(value, digits);
  }

  private void digits(long value, int digits) {
    long rest = value;
    for (int at = count + digits - 1; at >= count; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    count += digits;
  }

  /** UTF-8 with what JSON does not allow in texts escaped. Most texts have none of it. */
  private void text(byte[] utf8) {
    bytes[count++] = '"';
    System.arraycopy(utf8, 0, bytes, count, utf8.length);
    int special = firstSpecial(utf8);
    if (special == utf8.length) {
      count += utf8.length;
    } else {
      count += special;
      escape(utf8, special);
    }
    bytes[count++] = '"';
  }

  /** Eight bytes at a time: whether one is a quote, a backslash or below a blank. */
  private static int firstSpecial(byte[] utf8) {
    int at = 0;
    for (; at <= utf8.length - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONG.get(utf8, at);
      long quote = eight ^ QUOTES;
      long backslash = eight ^ BACKSLASHES;
      long special =
          (quote - ONES) & ~quote | (backslash - ONES) & ~backslash | (eight - ONES * ' ') & ~eight;
      if ((special & HIGH_BITS) != 0) {
        break;
      }
    }
    while (at < utf8.length && !isSpecial(utf8[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpecial(byte one) {
    return one == '"' || one == '\\' || one >= 0 && one < ' ';
  }

  private void escape(byte[] utf8, int from) {
    for (int i = from; i < utf8.length; i++) {
      byte one = utf8[i];
      if (!isSpecial(one)) {
        bytes[count++] = one;
        continue;
      }
      bytes[count++] = '\\';
      switch (one) {
        case '"', '\\' -> bytes[count++] = one;
        case '\n' -> bytes[count++] = 'n';
        case '\r' -> bytes[count++] = 'r';
        case '\t' -> bytes[count++] = 't';
        case '\b' -> bytes[count++] = 'b';
        case '\f' -> bytes[count++] = 'f';
        default -> {
          bytes[count++] = 'u';
          bytes[count++] = '0';
          bytes[count++] = '0';
          bytes[count++] = HEX[one >> 4];
          bytes[count++] = HEX[one & 15];
        }
      }
    }
  }

  private void time(long micros) {
    if (micros == HandWrittenReader.NO_TIME) {
      put(NULL);
      return;
    }
    bytes[count++] = '"';
    date(Math.floorDiv(micros, MICROS_OF_DAY));
    long ofDay = Math.floorMod(micros, MICROS_OF_DAY);
    int second = (int) (ofDay / 1_000_000);
    bytes[count++] = 'T';
    digits(second / 3_600, 2);
    bytes[count++] = ':';
    digits(second / 60 % 60, 2);
    bytes[count++] = ':';
    digits(second % 60, 2);
    int fraction = (int) (ofDay % 1_000_000);
    if (fraction != 0) {
      bytes[count++] = '.';
      if (fraction % 1_000 == 0) {
        digits(fraction / 1_000, 3);
      } else {
        digits(fraction, 6);
      }
    }
    bytes[count++] = 'Z';
    bytes[count++] = '"';
  }

  /** Messages come in the order of their times, so most have the day of the one before. */
  private void date(long day) {
    if (day != cachedDay) {
      cachedDay = day;
      String date = LocalDate.ofEpochDay(day).toString();
      for (int i = 0; i < cachedDate.length; i++) {
        cachedDate[i] = (byte) date.charAt(i);
      }
    }
    put(cachedDate);
  }
}
