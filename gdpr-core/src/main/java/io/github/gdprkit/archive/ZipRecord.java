package io.github.gdprkit.archive;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the central directory of a ZIP says of one entry.
 *
 * @param streamed whether sizes and checksum stand behind the data, because they were not known
 *     when the data began
 */
record ZipRecord(
    String path, long offset, long crc, long packed, long size, int dosTime, boolean streamed) {

  void write(DataOutput out) throws IOException {
    out.writeUTF(path);
    out.writeLong(offset);
    out.writeInt((int) crc);
    out.writeLong(packed);
    out.writeLong(size);
    out.writeInt(dosTime);
    out.writeBoolean(streamed);
  }

  static ZipRecord read(DataInput in) throws IOException {
    return new ZipRecord(
        in.readUTF(),
        in.readLong(),
        in.readInt() & 0xFFFFFFFFL,
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readBoolean());
  }
}
