package io.github.gdprkit.archive;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.HookId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an archive into a draft so that a crash at any moment costs at most what came after the
 * last checkpoint. Files are appended in order; {@link #checkpoint} makes them durable together
 * with the caller's state; at the end {@link #writeContents}, {@link #verify} and {@link #seal}, in
 * this order, add the page for people, the manifest and the directory, read everything back, and
 * make the archive visible. Not for more than one thread.
 */
public final class ArchiveWriter implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);

  /** The entry that describes all others. */
  public static final String MANIFEST = "manifest.json";

  /** The entry for people. */
  public static final String INDEX = "index.html";

  private static final int BUFFER = 1 << 16;

  private final ArchiveId id;
  private final ArchiveDraft draft;
  private final int level;
  private final List<JournalEntry> sinceCheckpoint = new ArrayList<>();
  private int dosTime = ZipBytes.dosTime(Instant.EPOCH);
  private long directoryOffset = -1;
  private boolean verified;

  private ArchiveWriter(ArchiveId id, ArchiveDraft draft, int level) {
    this.id = id;
    this.draft = draft;
    this.level = level;
  }

  /**
   * Opens a draft, new or left behind, and gives back the states of its checkpoints in order.
   *
   * @param level of compression, 0 (none) to 9 (smallest)
   * @throws IOException when the store or the visitor fails; see {@link ArchiveStore#draft} for the
   *     rest
   */
  public static ArchiveWriter open(
      ArchiveStore store, ArchiveId id, int level, ArchiveDraft.CheckpointVisitor states)
      throws IOException {
    if (level < Deflater.NO_COMPRESSION || level > Deflater.BEST_COMPRESSION) {
      throw new IllegalArgumentException("A compression level is 0 to 9, not " + level);
    }
    ArchiveDraft draft = store.draft(id);
    try {
      draft.replay(
          checkpoint -> {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(checkpoint));
            readEntries(in);
            states.visit(in.readAllBytes());
          });
      return new ArchiveWriter(id, draft, level);
    } catch (IOException | RuntimeException e) {
      draft.close();
      throw e;
    }
  }

  /** The date that entries carry from now on. The same date gives the same bytes. */
  public void dateEntries(Instant instant) {
    dosTime = ZipBytes.dosTime(instant);
  }

  /** How many bytes the archive has so far. */
  public long length() {
    return draft.length();
  }

  /** Appends a page of records. */
  public void addRecords(HookId part, String path, long records, PackedPage page)
      throws IOException {
    ZipRecord zip =
        new ZipRecord(
            path, draft.length(), page.crc(), page.bytes().size(), page.size(), dosTime, false);
    append(ZipBytes.localHeader(zip));
    draft.append(draft.length(), page.bytes().array(), 0, page.bytes().size());
    sinceCheckpoint.add(
        new JournalEntry(
            new ArchivedFile.Records(path, part, records, page.size(), page.sha256()),
            zip,
            page.packedCrc()));
  }

  /**
   * Appends the bytes of an attachment, or notes why they are missing: what the host cannot give is
   * told, and never stops an archive.
   *
   * @return whether the bytes are in the archive
   * @throws IOException when the store fails
   */
  public boolean addAttachment(HookId part, String path, Attachment attachment) throws IOException {
    long start = draft.length();
    String reason;
    try (EntryOutput out = new EntryOutput(draft, path, dosTime, level)) {
      reason = copy(attachment, out);
      if (reason == null) {
        ZipRecord zip = out.finish();
        sinceCheckpoint.add(
            new JournalEntry(
                new ArchivedFile.StoredAttachment(
                    path,
                    part,
                    attachment.id(),
                    attachment.name(),
                    attachment.mediaType(),
                    out.size(),
                    out.digest()),
                zip,
                out.packedCrc()));
        return true;
      }
    }
    draft.truncate(start);
    sinceCheckpoint.add(
        new JournalEntry(
            new ArchivedFile.MissingAttachment(
                path, part, attachment.id(), attachment.name(), reason),
            null,
            0));
    return false;
  }

  /**
   * Makes everything so far durable, with the state from which the caller would go on.
   *
   * @throws IOException when the store fails
   */
  public void checkpoint(byte[] state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 + state.length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(sinceCheckpoint.size());
    for (JournalEntry entry : sinceCheckpoint) {
      entry.write(out);
    }
    out.write(state);
    draft.checkpoint(draft.length(), bytes.toByteArray());
    sinceCheckpoint.clear();
  }

  /**
   * Appends the page for people, the manifest and the central directory, all of them from the
   * checkpoints. Call {@link #checkpoint} first; what is written here is not part of one, so that
   * after a crash it is written again.
   *
   * @throws IOException when the store or the format fails
   */
  public void writeContents(Manifest manifest, ArchiveFormat format) throws IOException {
    if (!sinceCheckpoint.isEmpty()) {
      throw new IllegalStateException("Make a checkpoint of what was added before the contents");
    }
    Map<HookId, List<PreviewRecord>> previews = previews(format);
    addSupplement(INDEX, out -> IndexPage.write(manifest, previews, this::files, out));
    addSupplement(MANIFEST, out -> format.writeManifest(manifest, this::files, out));
    directoryOffset = draft.length();
    try (OutputStream out = new BufferedOutputStream(new DraftOutput(draft), BUFFER)) {
      writeDirectory(out);
    }
  }

  /**
   * Reads the draft back: every byte, against the headers and the checksums that were computed when
   * it was packed, then the directory byte by byte. Of each part the first page, and the page for
   * people and the manifest, are also read through an independent ZIP reader: what one entry shows
   * of how they are written holds for the others, and {@link ArchiveVerifier} reads all of them so.
   *
   * @throws ArchiveDamagedException naming the first entry that is not as it was written
   * @throws IOException when the store fails
   */
  public void verify() throws IOException {
    if (directoryOffset < 0) {
      throw new IllegalStateException("Write the contents before verifying them");
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = draft.read(0)) {
      entries(entry -> compare(in, entry, buffer));
    }
    entries(entry -> readBack(entry, buffer));
    try (InputStream in = new BufferedInputStream(draft.read(directoryOffset), BUFFER);
        OutputStream compare = new BufferedOutputStream(new Compare(id, in), BUFFER)) {
      writeDirectory(compare);
      compare.flush();
      if (in.read() >= 0) {
        throw new ArchiveDamagedException(id, "there is something behind its directory");
      }
    }
    verified = true;
  }

  /**
   * Makes the archive final and visible.
   *
   * @return its size in bytes
   * @throws IOException when the store fails
   */
  public long seal() throws IOException {
    if (!verified) {
      throw new IllegalStateException("Verify the archive before sealing it");
    }
    long size = draft.length();
    draft.seal(size);
    return size;
  }

  /** Lets go of the draft, which stays as it is for another time unless it was sealed. */
  @Override
  public void close() throws IOException {
    draft.close();
  }

  /**
   * Every file so far, those that are missing included, as the manifest will list them.
   *
   * @throws IOException when the store or the visitor fails
   */
  public void files(ArchivedFiles.Visitor visitor) throws IOException {
    entries(entry -> visitor.visit(entry.file()));
  }

  /** The first records of each part, read back from its first page. */
  private Map<HookId, List<PreviewRecord>> previews(ArchiveFormat format) throws IOException {
    Map<HookId, List<PreviewRecord>> previews = new HashMap<>();
    entries(
        entry -> {
          if (entry.file() instanceof ArchivedFile.Records records
              && entry.zip() != null
              && isFirst(records)) {
            try (ZipInputStream zip = new ZipInputStream(draft.read(entry.zip().offset()))) {
              zip.getNextEntry();
              previews.put(records.part(), format.preview(zip, IndexPage.PREVIEWED));
            } catch (IOException e) {
              // A text beyond what the format cares to read again: shown is nice, stored is duty.
              LOG.debug("No preview of {}: {}", records.part(), e.getClass().getName());
            }
          }
        });
    return previews;
  }

  /** Every entry of the ZIP, in order. */
  private void entries(EntryVisitor visitor) throws IOException {
    draft.replay(
        checkpoint -> {
          for (JournalEntry entry :
              readEntries(new DataInputStream(new ByteArrayInputStream(checkpoint)))) {
            visitor.visit(entry);
          }
        });
    for (JournalEntry entry : sinceCheckpoint) {
      visitor.visit(entry);
    }
  }

  private void writeDirectory(OutputStream out) throws IOException {
    long[] totals = new long[2];
    entries(
        entry -> {
          if (entry.zip() != null) {
            byte[] header = ZipBytes.directoryHeader(entry.zip());
            out.write(header);
            totals[0]++;
            totals[1] += header.length;
          }
        });
    out.write(ZipBytes.end(totals[0], directoryOffset, totals[1]));
  }

  private void addSupplement(String path, Content content) throws IOException {
    try (EntryOutput out = new EntryOutput(draft, path, dosTime, level)) {
      OutputStream buffered = new BufferedOutputStream(out, BUFFER);
      content.writeTo(buffered);
      buffered.flush();
      ZipRecord zip = out.finish();
      sinceCheckpoint.add(
          new JournalEntry(
              new ArchivedFile.Supplement(path, out.size(), out.digest()), zip, out.packedCrc()));
    }
  }

  /** Compares an entry with the bytes that come next. */
  private void compare(InputStream in, JournalEntry entry, byte[] buffer) throws IOException {
    ZipRecord zip = entry.zip();
    if (zip == null) {
      return;
    }
    byte[] header = ZipBytes.localHeader(zip);
    if (!Arrays.equals(header, in.readNBytes(header.length))) {
      throw differs(zip);
    }
    CRC32 crc = new CRC32();
    long left = zip.packed();
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw differs(zip);
      }
      crc.update(buffer, 0, count);
      left -= count;
    }
    byte[] descriptor =
        zip.streamed() ? ZipBytes.dataDescriptor(zip.crc(), zip.packed(), zip.size()) : new byte[0];
    if (crc.getValue() != entry.packedCrc()
        || !Arrays.equals(descriptor, in.readNBytes(descriptor.length))) {
      throw differs(zip);
    }
  }

  private ArchiveDamagedException differs(ZipRecord zip) {
    return new ArchiveDamagedException(
        id, "the entry " + ArchiveLayout.quiet(zip.path()) + " reads back differently");
  }

  private void readBack(JournalEntry entry, byte[] buffer) throws IOException {
    ZipRecord written = entry.zip();
    boolean isRead =
        entry.file() instanceof ArchivedFile.Supplement
            || (entry.file() instanceof ArchivedFile.Records records && isFirst(records));
    if (written == null || !isRead) {
      return;
    }
    try (ZipInputStream zip = new ZipInputStream(draft.read(written.offset()))) {
      ZipEntry next = zip.getNextEntry();
      if (next == null || !next.getName().equals(written.path())) {
        throw differs(written);
      }
      MessageDigest sha256 = Sha256.digest();
      for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
        sha256.update(buffer, 0, count);
      }
      if (!Sha256.hex(sha256.digest()).equals(digestOf(entry.file()))) {
        throw differs(written);
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      // The last one is what the JDK says of a name that is no UTF-8.
      throw differs(written);
    }
  }

  private static boolean isFirst(ArchivedFile.Records records) {
    return records.path().equals(ArchiveLayout.records(records.part(), 1));
  }

  private static @Nullable String digestOf(ArchivedFile file) {
    if (file instanceof ArchivedFile.Records records) {
      return records.sha256();
    }
    if (file instanceof ArchivedFile.StoredAttachment stored) {
      return stored.sha256();
    }
    return file instanceof ArchivedFile.Supplement supplement ? supplement.sha256() : null;
  }

  private static List<JournalEntry> readEntries(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<JournalEntry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(JournalEntry.read(in));
    }
    return entries;
  }

  /**
   * Copies the bytes of an attachment.
   *
   * @return why that was not possible, or {@code null} when it was
   * @throws IOException when the archive cannot be written, as opposed to the attachment read
   */
  private static @Nullable String copy(Attachment attachment, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open(attachment)) {
      while (true) {
        int count;
        try {
          count = read(in, buffer);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
          return "It could not be read to its end (" + e.getClass().getSimpleName() + ").";
        }
        if (count < 0) {
          return null;
        }
        out.write(buffer, 0, count);
      }
    } catch (UnreadableAttachmentException e) {
      return e.reason;
    }
  }

  /** Reads one byte at least: a stream that answers with none would be asked for ever. */
  private static int read(InputStream in, byte[] buffer) throws IOException {
    int count = in.read(buffer);
    if (count != 0) {
      return count;
    }
    int single = in.read();
    if (single < 0) {
      return -1;
    }
    buffer[0] = (byte) single;
    return 1;
  }

  private static InputStream open(Attachment attachment) throws UnreadableAttachmentException {
    try {
      return new QuietlyClosed(Objects.requireNonNull(attachment.content().open(), "stream"));
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new UnreadableAttachmentException("It is not in the file store any more.");
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw new UnreadableAttachmentException(
          "It could not be opened (" + e.getClass().getSimpleName() + ").");
    }
  }

  private void append(byte[] bytes) throws IOException {
    draft.append(draft.length(), bytes, 0, bytes.length);
  }

  @FunctionalInterface
  private interface EntryVisitor {
    void visit(JournalEntry entry) throws IOException;
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Tells a source that fails from a store that fails; never leaves this class. */
  private static final class UnreadableAttachmentException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    UnreadableAttachmentException(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /** All bytes are there when a stream has ended; that it fails to close changes nothing. */
  private static final class QuietlyClosed extends FilterInputStream {
    QuietlyClosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        LOG.debug("An attachment's stream failed to close: {}", e.getClass().getName());
      }
    }
  }

  private static final class DraftOutput extends OutputStream {
    private final ArchiveDraft draft;

    DraftOutput(ArchiveDraft draft) {
      this.draft = draft;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      draft.append(draft.length(), bytes, offset, count);
    }
  }

  /** Takes bytes that are to be the same as those of a stream. */
  private static final class Compare extends OutputStream {
    private final ArchiveId id;
    private final InputStream expected;

    Compare(ArchiveId id, InputStream expected) {
      this.id = id;
      this.expected = expected;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      byte[] found = expected.readNBytes(count);
      if (!Arrays.equals(found, 0, found.length, bytes, offset, offset + count)) {
        throw new ArchiveDamagedException(id, "its directory reads back differently");
      }
    }
  }
}
