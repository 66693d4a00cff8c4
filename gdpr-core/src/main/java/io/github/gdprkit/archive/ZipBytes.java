package io.github.gdprkit.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The structures of the ZIP format, after PKWARE's APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and
 * 4.5.3. The JDK's own writer cannot go on with a file that a crash cut short, which is what this
 * archive is for.
 */
final class ZipBytes {

  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int DATA_DESCRIPTOR = 0x08074b50;
  private static final int DIRECTORY_HEADER = 0x02014b50;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int END = 0x06054b50;

  private static final int STREAMED = 1 << 3;
  private static final int UTF8_NAMES = 1 << 11;
  private static final short DEFLATED = 8;
  private static final short NEEDS_ZIP64 = 45;
  private static final short NEEDS_DEFLATE = 20;
  private static final short MADE_ON_UNIX = (short) (3 << 8 | 45);
  private static final int OWNER_ONLY_FILE = 0100600 << 16;
  private static final long MAX_32 = 0xFFFFFFFFL;
  private static final int MAX_16 = 0xFFFF;

  private ZipBytes() {}

  /** The date and time of an entry, in UTC, as ZIP stores it: from 1980, in steps of 2 seconds. */
  static int dosTime(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    int year = Math.min(Math.max(time.getYear(), 1980), 2107);
    return (year - 1980) << 25
        | time.getMonthValue() << 21
        | time.getDayOfMonth() << 16
        | time.getHour() << 11
        | time.getMinute() << 5
        | time.getSecond() >> 1;
  }

  static byte[] localHeader(ZipRecord entry) {
    byte[] name = entry.path().getBytes(StandardCharsets.UTF_8);
    return littleEndian(30 + name.length)
        .putInt(LOCAL_HEADER)
        .putShort(NEEDS_DEFLATE)
        .putShort(flags(entry))
        .putShort(DEFLATED)
        .putInt(entry.dosTime())
        .putInt(entry.streamed() ? 0 : (int) entry.crc())
        .putInt(entry.streamed() ? 0 : (int) entry.packed())
        .putInt(entry.streamed() ? 0 : (int) entry.size())
        .putShort((short) name.length)
        .putShort((short) 0)
        .put(name)
        .array();
  }

  static byte[] dataDescriptor(long crc, long packed, long size) {
    boolean large = packed > MAX_32 || size > MAX_32;
    ByteBuffer bytes = littleEndian(large ? 24 : 16).putInt(DATA_DESCRIPTOR).putInt((int) crc);
    if (large) {
      bytes.putLong(packed).putLong(size);
    } else {
      bytes.putInt((int) packed).putInt((int) size);
    }
    return bytes.array();
  }

  static byte[] directoryHeader(ZipRecord entry) {
    byte[] name = entry.path().getBytes(StandardCharsets.UTF_8);
    List<Long> large = new ArrayList<>(3);
    int size = field(entry.size(), large);
    int packed = field(entry.packed(), large);
    int offset = field(entry.offset(), large);
    int extra = large.isEmpty() ? 0 : 4 + 8 * large.size();
    ByteBuffer bytes =
        littleEndian(46 + name.length + extra)
            .putInt(DIRECTORY_HEADER)
            .putShort(MADE_ON_UNIX)
            .putShort(large.isEmpty() ? NEEDS_DEFLATE : NEEDS_ZIP64)
            .putShort(flags(entry))
            .putShort(DEFLATED)
            .putInt(entry.dosTime())
            .putInt((int) entry.crc())
            .putInt(packed)
            .putInt(size)
            .putShort((short) name.length)
            .putShort((short) extra)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(OWNER_ONLY_FILE)
            .putInt(offset)
            .put(name);
    if (extra > 0) {
      bytes.putShort((short) 1).putShort((short) (8 * large.size()));
      large.forEach(bytes::putLong);
    }
    return bytes.array();
  }

  /** What stands behind the directory, with the large form before it when numbers need that. */
  static byte[] end(long entries, long directoryOffset, long directorySize) {
    boolean large = entries >= MAX_16 || directoryOffset >= MAX_32 || directorySize >= MAX_32;
    ByteBuffer bytes = littleEndian(large ? 56 + 20 + 22 : 22);
    if (large) {
      bytes
          .putInt(ZIP64_END)
          .putLong(44)
          .putShort(MADE_ON_UNIX)
          .putShort(NEEDS_ZIP64)
          .putInt(0)
          .putInt(0)
          .putLong(entries)
          .putLong(entries)
          .putLong(directorySize)
          .putLong(directoryOffset)
          .putInt(ZIP64_LOCATOR)
          .putInt(0)
          .putLong(directoryOffset + directorySize)
          .putInt(1);
    }
    return bytes
        .putInt(END)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) Math.min(entries, MAX_16))
        .putShort((short) Math.min(entries, MAX_16))
        .putInt((int) Math.min(directorySize, MAX_32))
        .putInt((int) Math.min(directoryOffset, MAX_32))
        .putShort((short) 0)
        .array();
  }

  private static int field(long value, List<Long> large) {
    if (value < MAX_32) {
      return (int) value;
    }
    large.add(value);
    return (int) MAX_32;
  }

  private static short flags(ZipRecord entry) {
    return (short) (UTF8_NAMES | (entry.streamed() ? STREAMED : 0));
  }

  private static ByteBuffer littleEndian(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
