package io.github.gdprkit.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks that a file has the bytes that this library would write around its entries, and no others:
 * entries one behind the other from the first byte on, each with the header that its directory
 * entry implies, then the directory, then the end. So there is no room for anything that one reader
 * sees and another does not: a second copy of an entry, hidden bytes, comments, links.
 */
final class ZipLayout {

  private static final int DIRECTORY_HEADER = 46;
  private static final int MAX_PATH = 400;
  private static final int ZIP64_FIELD = 4;

  private final FileChannel file;
  private final InputStream directory;
  private long directoryOffset;
  private long directorySize;
  private long entries;
  private long nextEntry;

  private ZipLayout(FileChannel file) throws IOException {
    this.file = file;
    readEnd();
    this.directory =
        new BufferedInputStream(Channels.newInputStream(file.position(directoryOffset)), 1 << 16);
  }

  /** The first thing that is not as it would be written, in a sentence, or nothing. */
  static Optional<String> problem(Path archive) throws IOException {
    try (FileChannel file = FileChannel.open(archive, StandardOpenOption.READ)) {
      return new ZipLayout(file).check();
    } catch (EOFException | ForeignBytesException | ArithmeticException e) {
      return Optional.of(
          "The file has bytes around its entries that were not there when it was written");
    }
  }

  private Optional<String> check() throws IOException {
    long position = directoryOffset;
    for (long i = 0; i < entries; i++) {
      byte[] fixed = directory.readNBytes(DIRECTORY_HEADER);
      requireLength(fixed, DIRECTORY_HEADER);
      ByteBuffer header = littleEndian(fixed);
      int nameLength = Short.toUnsignedInt(header.getShort(28));
      int extraLength = Short.toUnsignedInt(header.getShort(30));
      if (nameLength > MAX_PATH || header.getShort(32) != 0) {
        throw new ForeignBytesException();
      }
      byte[] name = directory.readNBytes(nameLength);
      byte[] extra = directory.readNBytes(extraLength);
      requireLength(name, nameLength);
      requireLength(extra, extraLength);
      ZipRecord entry = entry(header, new String(name, StandardCharsets.UTF_8), extra);
      byte[] expected = ZipBytes.directoryHeader(entry);
      byte[] found = join(fixed, name, extra);
      if (!Arrays.equals(expected, found) || !hasItsPlace(entry)) {
        return Optional.of("The place or description of an entry was changed: entry " + (i + 1));
      }
      position += expected.length;
    }
    return nextEntry == directoryOffset && position == directoryOffset + directorySize
        ? Optional.empty()
        : Optional.of("There is something between the entries and the directory, or behind it");
  }

  /** Whether the entry stands right behind the one before, with the header it would get. */
  private boolean hasItsPlace(ZipRecord entry) throws IOException {
    byte[] header = ZipBytes.localHeader(entry);
    if (entry.offset() != nextEntry || !Arrays.equals(header, read(nextEntry, header.length))) {
      return false;
    }
    nextEntry = Math.addExact(nextEntry, Math.addExact(header.length, entry.packed()));
    if (entry.streamed()) {
      byte[] descriptor = ZipBytes.dataDescriptor(entry.crc(), entry.packed(), entry.size());
      if (!Arrays.equals(descriptor, read(nextEntry, descriptor.length))) {
        return false;
      }
      nextEntry += descriptor.length;
    }
    return nextEntry <= directoryOffset;
  }

  private static ZipRecord entry(ByteBuffer header, String path, byte[] extra)
      throws ForeignBytesException {
    ByteBuffer large = littleEndian(extra);
    if (extra.length > 0) {
      large.position(Math.min(ZIP64_FIELD, extra.length));
    }
    long size = number(header.getInt(24), large);
    long packed = number(header.getInt(20), large);
    long offset = number(header.getInt(42), large);
    if (size < 0 || packed < 0 || offset < 0) {
      throw new ForeignBytesException();
    }
    boolean streamed = (header.getShort(8) & 1 << 3) != 0;
    long crc = Integer.toUnsignedLong(header.getInt(16));
    return new ZipRecord(path, offset, crc, packed, size, header.getInt(12), streamed);
  }

  private static long number(int small, ByteBuffer large) {
    return small == -1 && large.remaining() >= Long.BYTES
        ? large.getLong()
        : Integer.toUnsignedLong(small);
  }

  /** The end must be the one that this directory gets, in its small or its large form. */
  private void readEnd() throws IOException {
    int small = ZipBytes.end(0, 0, 0).length;
    ByteBuffer end = littleEndian(read(file.size() - small, small));
    entries = Short.toUnsignedInt(end.getShort(10));
    directorySize = Integer.toUnsignedLong(end.getInt(12));
    directoryOffset = Integer.toUnsignedLong(end.getInt(16));
    byte[] expected = ZipBytes.end(entries, directoryOffset, directorySize);
    if (expected.length > small) {
      ByteBuffer large = littleEndian(read(file.size() - expected.length, expected.length));
      entries = large.getLong(32);
      directorySize = large.getLong(40);
      directoryOffset = large.getLong(48);
      expected = ZipBytes.end(entries, directoryOffset, directorySize);
    }
    byte[] found = read(file.size() - expected.length, expected.length);
    if (directoryOffset < 0
        || directorySize < 0
        || directoryOffset > file.size()
        || directoryOffset + directorySize + expected.length != file.size()
        || !Arrays.equals(expected, found)) {
      throw new ForeignBytesException();
    }
  }

  private byte[] read(long position, int count) throws IOException {
    if (position < 0) {
      throw new EOFException();
    }
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.array();
  }

  private static void requireLength(byte[] bytes, int length) throws EOFException {
    if (bytes.length < length) {
      throw new EOFException();
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes that this library does not write; never leaves this class. */
  private static final class ForeignBytesException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
