package io.github.gdprkit.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads what a finished archive says of itself: its end, its directory and its manifest, and
 * nothing of the rest. Believes what it reads; {@link ArchiveVerifier} checks.
 */
public final class ManifestReader {

  private static final int END = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LARGE_END = 56;
  private static final int LARGE_END_LOCATOR = 20;
  private static final int LARGE_END_SIGNATURE = 0x06064b50;
  private static final int DIRECTORY_HEADER = 46;
  private static final int LOCAL_HEADER = 30;
  private static final int LARGE_FIELD_HEADER = 4;
  private static final int DEFLATED = 8;
  private static final int BUFFER = 1 << 16;

  private final SeekableByteChannel channel;

  private ManifestReader(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * The manifest of this archive; empty when it is no archive of this library. Moves the position
   * of the channel and leaves it open.
   *
   * @throws IOException when it cannot be read, or is of another format version
   */
  public static Optional<Manifest> read(SeekableByteChannel channel, ArchiveFormat format)
      throws IOException {
    try {
      return new ManifestReader(channel).read(format);
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private Optional<Manifest> read(ArchiveFormat format) throws IOException {
    long size = channel.size();
    ByteBuffer end = read(size - END, END);
    if (end.getInt(0) != END_SIGNATURE) {
      return Optional.empty();
    }
    long entries = Short.toUnsignedLong(end.getShort(10));
    long directory = Integer.toUnsignedLong(end.getInt(16));
    if (end.getInt(16) == -1 || end.getInt(12) == -1 || end.getShort(10) == -1) {
      ByteBuffer large = read(size - END - LARGE_END_LOCATOR - LARGE_END, LARGE_END);
      if (large.getInt(0) == LARGE_END_SIGNATURE) {
        entries = large.getLong(32);
        directory = large.getLong(48);
      }
    }
    return find(directory, entries, format);
  }

  private Optional<Manifest> find(long directory, long entries, ArchiveFormat format)
      throws IOException {
    if (directory < 0 || directory > channel.size()) {
      return Optional.empty();
    }
    InputStream in =
        new BufferedInputStream(Channels.newInputStream(channel.position(directory)), BUFFER);
    for (long i = 0; i < entries; i++) {
      ByteBuffer header = buffer(in, DIRECTORY_HEADER);
      String name =
          new String(
              buffer(in, Short.toUnsignedInt(header.getShort(28))).array(), StandardCharsets.UTF_8);
      ByteBuffer extra = buffer(in, Short.toUnsignedInt(header.getShort(30)));
      in.skipNBytes(Short.toUnsignedInt(header.getShort(32)));
      if (name.equals(ArchiveWriter.MANIFEST)) {
        return Optional.of(manifest(header, extra, format));
      }
    }
    return Optional.empty();
  }

  private Manifest manifest(ByteBuffer header, ByteBuffer extra, ArchiveFormat format)
      throws IOException {
    // Of the large values those are there that did not fit the header, in this order.
    extra.position(Math.min(LARGE_FIELD_HEADER, extra.limit()));
    number(header.getInt(24), extra);
    long packed = number(header.getInt(20), extra);
    long offset = number(header.getInt(42), extra);
    ByteBuffer local = read(offset, LOCAL_HEADER);
    long begin =
        offset
            + LOCAL_HEADER
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    InputStream raw = new Part(Channels.newInputStream(channel.position(begin)), packed);
    if (header.getShort(10) != DEFLATED) {
      return format.readManifest(raw, file -> {});
    }
    Inflater inflater = new Inflater(true);
    try {
      return format.readManifest(new InflaterInputStream(raw, inflater, BUFFER), file -> {});
    } finally {
      inflater.end();
    }
  }

  private static long number(int small, ByteBuffer large) {
    return small == -1 && large.remaining() >= Long.BYTES
        ? large.getLong()
        : Integer.toUnsignedLong(small);
  }

  private ByteBuffer read(long position, int count) throws IOException {
    if (position < 0) {
      throw new EOFException();
    }
    return buffer(Channels.newInputStream(channel.position(position)), count);
  }

  private static ByteBuffer buffer(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** So many bytes of a stream, and not closed by a reader. */
  private static final class Part extends FilterInputStream {

    private long left;

    Part(InputStream in, long bytes) {
      super(in);
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(count, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public void close() {
      // The archive is closed by who opened it.
    }
  }
}
