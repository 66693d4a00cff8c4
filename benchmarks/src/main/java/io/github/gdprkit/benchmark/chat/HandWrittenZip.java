package io.github.gdprkit.benchmark.chat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A ZIP file of entries that are deflated before they come. Small: no ZIP64. */
final class HandWrittenZip implements Closeable {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final short VERSION = 20;
  private static final short DEFLATED = 8;
  private static final short FIRST_DAY = 0x21;

  private final FileChannel file;
  private final List<Entry> entries = new ArrayList<>();
  private long length;

  private record Entry(byte[] name, int crc, int deflated, int bytes, long position) {}

  HandWrittenZip(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  void add(String name, int crc, int bytes, byte[] deflated, int count) throws IOException {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    Entry entry = new Entry(utf8, crc, count, bytes, length);
    ByteBuffer head = buffer(30 + utf8.length);
    head.putInt(LOCAL).putShort(VERSION);
    describe(head, entry);
    write(head.putShort((short) 0).put(utf8).flip());
    write(ByteBuffer.wrap(deflated, 0, count));
    entries.add(entry);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What an entry's two heads have in common: from the flags to the length of the name. */
  private static void describe(ByteBuffer head, Entry entry) {
    head.putShort((short) 0).putShort(DEFLATED).putShort((short) 0).putShort(FIRST_DAY);
    head.putInt(entry.crc).putInt(entry.deflated).putInt(entry.bytes);
    head.putShort((short) entry.name.length);
  }

  private void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      length += file.write(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    long start = length;
    for (Entry entry : entries) {
      ByteBuffer head = buffer(46 + entry.name.length);
      head.putInt(CENTRAL).putShort(VERSION).putShort(VERSION);
      describe(head, entry);
      head.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
      write(head.putInt(0).putInt((int) entry.position).put(entry.name).flip());
    }
    ByteBuffer end = buffer(22);
    end.putInt(END).putShort((short) 0).putShort((short) 0);
    end.putShort((short) entries.size()).putShort((short) entries.size());
    write(end.putInt((int) (length - start)).putInt((int) start).putShort((short) 0).flip());
    file.close();
  }
}
