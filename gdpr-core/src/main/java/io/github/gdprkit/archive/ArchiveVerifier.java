package io.github.gdprkit.archive;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.file.OwnerOnly;
import io.github.gdprkit.hook.HookId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Checks a finished archive against its manifest: with the JDK's ZIP reader, which shares no code
 * with the writer, that every file is there, has the size, SHA-256 and number of records that the
 * manifest says, and that nothing else is inside; then that around the entries there are the bytes
 * that this library writes and no others.
 *
 * <p>It finds damage, and changes by whoever did not change the manifest to match. An archive that
 * was forged together with its manifest cannot be told by the archive alone.
 */
public final class ArchiveVerifier {

  /** A damaged file can be wrong in as many places as it has files. */
  private static final int MAX_PROBLEMS = 100;

  private final ArchiveFormat format;

  /** Checks archives of this format. */
  public ArchiveVerifier(ArchiveFormat format) {
    this.format = format;
  }

  /**
   * Reads the whole archive; memory grows with the number of files in it, not with their size.
   *
   * @throws IOException when the file is missing or cannot be read at all
   */
  public VerificationReport verify(Path archive) throws IOException {
    if (Files.size(archive) == 0) {
      return new VerificationReport(null, 0, 0, List.of("The file is empty"));
    }
    Check check = new Check();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      check.manifest(zip);
      check.strangers(zip);
    } catch (ZipException e) {
      check.problem(
          "The file is not a complete ZIP archive: it was cut off or overwritten ("
              + e.getMessage()
              + ")");
    }
    if (check.problems.isEmpty()) {
      ZipLayout.problem(archive).ifPresent(check::problem);
    }
    return new VerificationReport(check.manifest, check.files, check.bytes, check.problems);
  }

  /**
   * The same for a finished archive of any store. The JDK's ZIP reader needs a file, so the archive
   * is copied into one, which its owner alone can read and which is gone when this returns; a
   * process that is killed meanwhile leaves it, named {@code verified-*.zip}.
   *
   * @param folder where the copy lies meanwhile; created, owner-only, if need be
   * @throws ArchiveNotFoundException when there is none, or only a draft
   * @throws IOException when the store or the folder fails
   */
  public VerificationReport verify(ArchiveStore store, ArchiveId id, Path folder)
      throws IOException {
    try (InputStream archive = Channels.newInputStream(store.open(id))) {
      OwnerOnly.createDirectories(folder);
      Path copy = folder.resolve("verified-" + UUID.randomUUID() + ".zip");
      try {
        try (OutputStream out = Channels.newOutputStream(OwnerOnly.open(copy))) {
          archive.transferTo(out);
        }
        return verify(copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    }
  }

  private final class Check {

    private final List<String> problems = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();
    private final Map<HookId, long[]> counts = new HashMap<>();
    private final byte[] buffer = new byte[1 << 16];
    private @Nullable Manifest manifest;
    private long files;
    private long bytes;

    void problem(String sentence) {
      if (problems.size() < MAX_PROBLEMS) {
        problems.add(sentence);
      }
    }

    void manifest(ZipFile zip) throws IOException {
      ZipEntry entry = zip.getEntry(ArchiveWriter.MANIFEST);
      if (entry == null) {
        problem("There is no manifest.json; this is not an archive of this library");
        return;
      }
      // Nothing lists the manifest itself, so its ZIP checksum has to do.
      CheckedInputStream in =
          new CheckedInputStream(new BufferedInputStream(zip.getInputStream(entry)), new CRC32());
      try (in) {
        Manifest read = format.readManifest(in, file -> file(zip, file));
        manifest = read;
        read.parts().forEach(this::part);
        in.transferTo(OutputStream.nullOutputStream());
        if (in.getChecksum().getValue() != entry.getCrc()) {
          problem("manifest.json was changed: its checksum is not the one in the ZIP's directory");
        }
      } catch (IOException e) {
        problem("manifest.json cannot be read: " + e.getMessage());
      } catch (IllegalArgumentException | NullPointerException e) {
        problem("manifest.json has a value that no manifest has");
      }
    }

    private void file(ZipFile zip, ArchivedFile file) {
      if (!listed.add(file.path())) {
        problem("The manifest lists " + ArchiveLayout.quiet(file.path()) + " twice");
      }
      if (file instanceof ArchivedFile.Records records) {
        long lines = compare(zip, records.path(), records.bytes(), records.sha256());
        if (lines >= 0 && lines != records.records()) {
          problem(
              records.path()
                  + " has "
                  + lines
                  + " records; the manifest says "
                  + records.records());
        }
        long[] count = count(records.part());
        count[0] += records.records();
        count[1]++;
      } else if (file instanceof ArchivedFile.StoredAttachment stored) {
        compare(zip, stored.path(), stored.bytes(), stored.sha256());
        count(stored.part())[2]++;
      } else if (file instanceof ArchivedFile.MissingAttachment missing) {
        listed.remove(missing.path());
        count(missing.part())[3]++;
      } else if (file instanceof ArchivedFile.Supplement supplement) {
        compare(zip, supplement.path(), supplement.bytes(), supplement.sha256());
      }
    }

    private long[] count(HookId part) {
      return counts.computeIfAbsent(part, id -> new long[4]);
    }

    private void part(Manifest.Part part) {
      long[] count = counts.getOrDefault(part.id(), new long[4]);
      long[] said = {part.records(), part.pages(), part.attachments(), part.missingAttachments()};
      String[] names = {"records", "files of records", "attachments", "missing attachments"};
      for (int i = 0; i < said.length; i++) {
        if (said[i] != count[i]) {
          problem(
              "The manifest says that the part "
                  + part.id()
                  + " has "
                  + said[i]
                  + " "
                  + names[i]
                  + " and lists "
                  + count[i]);
        }
      }
    }

    /** Returns the number of lines, or -1 when there is nothing to count. */
    private long compare(ZipFile zip, String path, long expectedBytes, String expectedSha256) {
      files++;
      String name = ArchiveLayout.quiet(path);
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        problem(name + " is missing; the manifest lists it");
        return -1;
      }
      MessageDigest sha256 = Sha256.digest();
      CRC32 crc = new CRC32();
      long size = 0;
      long lines = 0;
      try (InputStream in = zip.getInputStream(entry)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          sha256.update(buffer, 0, count);
          crc.update(buffer, 0, count);
          size += count;
          if (size > expectedBytes) {
            // Enough is known, and a file that was made to unpack for ever shall not.
            break;
          }
          for (int i = 0; i < count; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
          }
        }
      } catch (IOException e) {
        problem(name + " cannot be unpacked: " + e.getMessage());
        return -1;
      }
      bytes += size;
      if (size != expectedBytes) {
        problem(
            name
                + (size > expectedBytes ? " has more than the " : " has fewer than the ")
                + expectedBytes
                + " bytes that the manifest says");
        return -1;
      }
      if (!Sha256.hex(sha256.digest()).equals(expectedSha256)) {
        problem(name + " was changed: its SHA-256 is not the one in the manifest");
        return -1;
      }
      if (crc.getValue() != entry.getCrc()) {
        problem(name + " has another checksum in the ZIP's directory; some programs refuse it");
        return -1;
      }
      return lines;
    }

    void strangers(ZipFile zip) {
      Set<String> seen = new HashSet<>();
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (!seen.add(name)) {
          problem("An entry is there twice: " + printable(name));
        }
        if (manifest != null && !name.equals(ArchiveWriter.MANIFEST) && !listed.contains(name)) {
          problem("An entry is not listed in the manifest: " + printable(name));
        }
      }
    }

    /** Names of unknown entries come from somebody else; they shall not steer a terminal. */
    private static String printable(String name) {
      String cut = name.length() > 120 ? name.substring(0, 120) + "…" : name;
      return cut.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
  }
}
