package io.github.gdprkit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive has no room for what one reader sees and another does not. */
class ZipLayoutTest {

  private static final int END = 22;

  @TempDir private Path folder;
  private byte[] archive;

  @BeforeEach
  void writeOneWithAnEntryThatCarriesItsSizesBehind() throws IOException {
    archive = written(3, true);
  }

  @Test
  void findsNothingInWhatThisLibraryWrites() throws IOException {
    assertThat(ZipLayout.problem(file(archive))).isEmpty();
  }

  /** With the two supplements, on both sides of what sixteen bits count. */
  @ParameterizedTest
  @ValueSource(ints = {0, 65_532, 65_533, 65_534, 66_000})
  void findsNothingInAnyNumberOfEntries(int pages) throws IOException {
    assertThat(ZipLayout.problem(file(written(pages, false)))).isEmpty();
  }

  @Test
  void findsBytesHiddenBeforeTheDirectory() throws IOException {
    assertFound(insertedBeforeTheDirectory("hidden".getBytes(StandardCharsets.UTF_8)));
  }

  /** Readers that go through the file from its beginning would see this one and not the other. */
  @Test
  void findsASecondCopyOfAnEntry() throws IOException {
    byte[] copy = Arrays.copyOf(archive, indexOf(new byte[] {'P', 'K', 3, 4}, 4));

    assertFound(insertedBeforeTheDirectory(copy));
  }

  /** Unpacked, it would be a link to wherever its content says. */
  @Test
  void findsAnEntryThatWasMadeALink() throws IOException {
    byte[] linked = archive.clone();
    ByteBuffer.wrap(linked)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(directoryOffset(archive) + 38, 0120777 << 16);

    assertFound(linked);
  }

  @Test
  void findsEveryChangedByteAroundTheEntries() throws IOException {
    for (int at = directoryOffset(archive); at < archive.length; at++) {
      byte[] changed = archive.clone();
      changed[at] ^= 0x40;

      assertThat(ZipLayout.problem(file(changed))).as("byte %s", at).isPresent();
    }
  }

  @Test
  void findsEveryCut() throws IOException {
    for (int length = 0; length < archive.length; length += length < 200 ? 1 : 997) {
      assertFound(Arrays.copyOf(archive, length));
    }
  }

  @Test
  void endsOnBytesThatAreNoArchive() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      assertFound(noise);
    }
    byte[] claims = ZipBytes.end(Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
    assertFound(claims);
  }

  private void assertFound(byte[] changed) throws IOException {
    assertThat(ZipLayout.problem(file(changed))).isPresent();
  }

  /** With the end's own offset set right, so that an ordinary reader opens it. */
  private byte[] insertedBeforeTheDirectory(byte[] inserted) {
    int directory = directoryOffset(archive);
    ByteBuffer bytes =
        ByteBuffer.allocate(archive.length + inserted.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(archive, 0, directory).put(inserted);
    bytes.put(archive, directory, archive.length - directory);
    bytes.putInt(bytes.capacity() - END + 16, directory + inserted.length);
    return bytes.array();
  }

  private static int directoryOffset(byte[] archive) {
    return ByteBuffer.wrap(archive)
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(archive.length - END + 16);
  }

  private int indexOf(byte[] mark, int from) {
    int at = from;
    while (!Arrays.equals(archive, at, at + mark.length, mark, 0, mark.length)) {
      at++;
    }
    return at;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("a.zip"), content);
  }

  private static byte[] written(int pages, boolean withALargeAttachment) throws IOException {
    MemoryStore store = new MemoryStore();
    try (ArchiveWriter writer = ArchiveWriter.open(store, new ArchiveId("a"), 1, state -> {});
        PagePacker packer = new PagePacker(1)) {
      PageBuffer page = new PageBuffer(16);
      page.write("{}\n".getBytes(StandardCharsets.UTF_8), 0, 3);
      PackedPage packed = packer.pack(page, new PageBuffer(16));
      for (int i = 1; i <= pages; i++) {
        writer.addRecords(Samples.HOOK, ArchiveLayout.records(Samples.HOOK, i), 1, packed);
      }
      if (withALargeAttachment) {
        byte[] large = new byte[400_000];
        new Random(7).nextBytes(large);
        writer.addAttachment(
            Samples.HOOK,
            "attachments/000001/a",
            new Attachment("id", "a", null, 0, () -> new ByteArrayInputStream(large)));
      }
      writer.checkpoint(new byte[0]);
      writer.writeContents(Samples.manifest("x"), new Samples.SilentFormat());
      writer.verify();
      writer.seal();
    }
    return store.sealed();
  }
}
