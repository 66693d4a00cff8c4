package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.hook.HookId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A finished archive that a {@link RecordingFormat} wrote, unpacked, for tests to look into. Holds
 * all of it in memory.
 */
public final class RecordedArchive {

  private final Map<String, byte[]> files;

  private RecordedArchive(Map<String, byte[]> files) {
    this.files = Collections.unmodifiableMap(files);
  }

  /**
   * Unpacks a sealed archive.
   *
   * @throws io.github.gdprkit.archive.ArchiveNotFoundException when there is none, or only a draft
   */
  public static RecordedArchive read(ArchiveStore store, ArchiveId id) {
    try (InputStream in = Channels.newInputStream(store.open(id))) {
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks the bytes of an archive. */
  public static RecordedArchive read(byte[] zip) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RecordedArchive(files);
  }

  /** The names of all files, in the order in which they stand in the archive. */
  public Set<String> paths() {
    return files.keySet();
  }

  /** The bytes of one file, if it is there. */
  public Optional<byte[]> bytes(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  /** The records of a hook on all its pages, in order; empty when it has none. */
  public List<Map<String, String>> records(HookId hook) {
    List<Map<String, String>> records = new ArrayList<>();
    files.forEach(
        (path, bytes) -> {
          if (path.startsWith(hook.value() + "/")) {
            new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> records.add(LineEncoder.read(line)));
          }
        });
    return records;
  }

  /** One field of a hook's records; records without it, or with null in it, are passed over. */
  public List<String> column(HookId hook, String field) {
    return records(hook).stream()
        .filter(fields -> fields.containsKey(field))
        .map(fields -> fields.get(field))
        .toList();
  }

  /** Whether this text stands anywhere in the archive, names of files included. */
  public boolean contains(String text) {
    return files.entrySet().stream()
        .anyMatch(
            file ->
                file.getKey().contains(text)
                    || new String(file.getValue(), StandardCharsets.UTF_8).contains(text));
  }
}
