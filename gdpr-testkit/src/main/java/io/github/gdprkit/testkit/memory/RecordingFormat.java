package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.ArchivedFiles;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.PreviewRecord;
import io.github.gdprkit.archive.RecordEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A format for tests that need no JSON library. Records are lines of {@code name=value}, joined by
 * tabs, which {@link RecordedArchive} reads back; a person's key, for one, is under {@code
 * from.account}. Of a manifest only a list of the files is written, and the object itself is
 * remembered under those bytes: so {@link #readManifest} knows what this very format wrote, and
 * refuses everything else, be it changed by one bit.
 */
public final class RecordingFormat implements ArchiveFormat {

  private final Map<String, Remembered> written = new ConcurrentHashMap<>();

  private record Remembered(Manifest manifest, List<ArchivedFile> files) {}

  /** A format that remembers no manifest yet. */
  public RecordingFormat() {}

  @Override
  public RecordEncoder encoder() {
    return new LineEncoder();
  }

  @Override
  public List<PreviewRecord> preview(InputStream page, int records) throws IOException {
    List<PreviewRecord> preview = new ArrayList<>();
    new String(page.readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .limit(records)
        .forEach(line -> preview.add(new PreviewRecord(LineEncoder.read(line))));
    return preview;
  }

  @Override
  public void writeManifest(Manifest manifest, ArchivedFiles files, OutputStream out)
      throws IOException {
    List<ArchivedFile> all = new ArrayList<>();
    files.forEach(all::add);
    StringBuilder text = new StringBuilder();
    text.append("recorded ").append(manifest.approval().reference());
    text.append(" format ").append(manifest.formatVersion()).append('\n');
    for (ArchivedFile file : all) {
      text.append(file.path()).append(' ').append(sha256(file)).append('\n');
    }
    written.put(text.toString(), new Remembered(manifest, all));
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Manifest readManifest(InputStream in, ArchivedFiles.Visitor files) throws IOException {
    Remembered remembered = written.get(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    if (remembered == null) {
      throw new IOException("It is not a manifest that this RecordingFormat wrote");
    }
    for (ArchivedFile file : remembered.files()) {
      files.visit(file);
    }
    return remembered.manifest();
  }

  private static String sha256(ArchivedFile file) {
    if (file instanceof ArchivedFile.Records records) {
      return records.sha256();
    }
    if (file instanceof ArchivedFile.StoredAttachment stored) {
      return stored.sha256();
    }
    return file instanceof ArchivedFile.Supplement supplement ? supplement.sha256() : "missing";
  }
}
