package io.github.gdprkit.archive;

import io.github.gdprkit.hook.HookId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file of the archive as a checkpoint keeps it, from which the central directory and the manifest
 * are written at the end.
 *
 * @param zip where it is, or {@code null} for an attachment that is missing
 * @param packedCrc CRC-32 of the deflated bytes, for reading them back; 0 without any
 */
record JournalEntry(ArchivedFile file, @Nullable ZipRecord zip, long packedCrc) {

  private static final int RECORDS = 1;
  private static final int STORED = 2;
  private static final int MISSING = 3;
  private static final int SUPPLEMENT = 4;

  void write(DataOutput out) throws IOException {
    if (file instanceof ArchivedFile.Records records) {
      out.writeByte(RECORDS);
      writeText(out, records.part().value());
      out.writeLong(records.records());
      writeZip(out, records.sha256());
    } else if (file instanceof ArchivedFile.StoredAttachment stored) {
      out.writeByte(STORED);
      writeText(out, stored.part().value());
      writeText(out, stored.id());
      writeText(out, stored.name());
      out.writeBoolean(stored.mediaType() != null);
      if (stored.mediaType() != null) {
        writeText(out, stored.mediaType());
      }
      writeZip(out, stored.sha256());
    } else if (file instanceof ArchivedFile.MissingAttachment missing) {
      out.writeByte(MISSING);
      writeText(out, missing.path());
      writeText(out, missing.part().value());
      writeText(out, missing.id());
      writeText(out, missing.name());
      writeText(out, missing.reason());
    } else if (file instanceof ArchivedFile.Supplement supplement) {
      out.writeByte(SUPPLEMENT);
      writeZip(out, supplement.sha256());
    }
  }

  static JournalEntry read(DataInput in) throws IOException {
    int kind = in.readByte();
    switch (kind) {
      case RECORDS -> {
        HookId part = new HookId(readText(in));
        long records = in.readLong();
        ZipRecord zip = ZipRecord.read(in);
        return new JournalEntry(
            new ArchivedFile.Records(zip.path(), part, records, zip.size(), readText(in)),
            zip,
            readCrc(in));
      }
      case STORED -> {
        HookId part = new HookId(readText(in));
        String id = readText(in);
        String name = readText(in);
        String mediaType = in.readBoolean() ? readText(in) : null;
        ZipRecord zip = ZipRecord.read(in);
        return new JournalEntry(
            new ArchivedFile.StoredAttachment(
                zip.path(), part, id, name, mediaType, zip.size(), readText(in)),
            zip,
            readCrc(in));
      }
      case MISSING -> {
        String path = readText(in);
        HookId part = new HookId(readText(in));
        return new JournalEntry(
            new ArchivedFile.MissingAttachment(
                path, part, readText(in), readText(in), readText(in)),
            null,
            0);
      }
      case SUPPLEMENT -> {
        ZipRecord zip = ZipRecord.read(in);
        return new JournalEntry(
            new ArchivedFile.Supplement(zip.path(), zip.size(), readText(in)), zip, readCrc(in));
      }
      default -> throw new IOException("A checkpoint has an entry of the unknown kind " + kind);
    }
  }

  private void writeZip(DataOutput out, String sha256) throws IOException {
    if (zip == null) {
      throw new IllegalStateException("Only a missing attachment has no place in the archive");
    }
    zip.write(out);
    writeText(out, sha256);
    out.writeInt((int) packedCrc);
  }

  private static long readCrc(DataInput in) throws IOException {
    return in.readInt() & 0xFFFFFFFFL;
  }

  /** Names that hosts give can be longer than {@link DataOutput#writeUTF} takes. */
  private static void writeText(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
