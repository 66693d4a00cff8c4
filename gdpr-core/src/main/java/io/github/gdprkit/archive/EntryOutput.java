package io.github.gdprkit.archive;

import io.github.gdprkit.digest.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one entry whose size is not known beforehand. What deflates to less than {@link #HELD} is
 * held until its sizes are known and gets an ordinary header; longer entries carry their sizes
 * behind the data. Nothing but the buffer is held in memory.
 */
final class EntryOutput extends OutputStream {

  private static final int HELD = 1 << 18;

  private final ArchiveDraft draft;
  private final String path;
  private final int dosTime;
  private final long offset;
  private final Deflater deflater;
  private final CRC32 crc = new CRC32();
  private final CRC32 packedCrc = new CRC32();
  private final MessageDigest sha256 = Sha256.digest();
  private final byte[] chunk = new byte[1 << 13];
  private final PageBuffer held = new PageBuffer(1 << 13);
  private long size;
  private long packed;
  private boolean streamed;

  EntryOutput(ArchiveDraft draft, String path, int dosTime, int level) {
    this.draft = draft;
    this.path = path;
    this.dosTime = dosTime;
    this.offset = draft.length();
    this.deflater = new Deflater(level, true);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    crc.update(bytes, from, count);
    sha256.update(bytes, from, count);
    size += count;
    deflater.setInput(bytes, from, count);
    while (!deflater.needsInput()) {
      drain();
    }
  }

  /** Ends the entry; the stream cannot be written to afterwards. */
  ZipRecord finish() throws IOException {
    deflater.finish();
    while (!deflater.finished()) {
      drain();
    }
    if (streamed) {
      flushHeld();
      append(ZipBytes.dataDescriptor(crc.getValue(), packed, size));
    } else {
      append(ZipBytes.localHeader(entry()));
      flushHeld();
    }
    return entry();
  }

  long size() {
    return size;
  }

  /** Of the deflated bytes. */
  long packedCrc() {
    return packedCrc.getValue();
  }

  /** Of the bytes as they were written; once, after {@link #finish}. */
  String digest() {
    return Sha256.hex(sha256.digest());
  }

  @Override
  public void close() {
    deflater.end();
  }

  private void drain() throws IOException {
    int count = deflater.deflate(chunk);
    held.write(chunk, 0, count);
    packedCrc.update(chunk, 0, count);
    packed += count;
    if (held.size() >= HELD) {
      if (!streamed) {
        streamed = true;
        append(ZipBytes.localHeader(entry()));
      }
      flushHeld();
    }
  }

  private ZipRecord entry() {
    return new ZipRecord(path, offset, crc.getValue(), packed, size, dosTime, streamed);
  }

  private void flushHeld() throws IOException {
    draft.append(draft.length(), held.array(), 0, held.size());
    held.reset();
  }

  private void append(byte[] bytes) throws IOException {
    draft.append(draft.length(), bytes, 0, bytes.length);
  }
}
