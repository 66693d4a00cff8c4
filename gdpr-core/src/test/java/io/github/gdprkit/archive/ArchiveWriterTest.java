package io.github.gdprkit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.hook.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveWriterTest {

  private static final ArchiveId ID = new ArchiveId("a");

  private final MemoryStore store = new MemoryStore();

  @TempDir private Path folder;

  @Test
  void writesWhatBothReadersOfTheJdkOpen() throws IOException {
    try (ArchiveWriter writer = open()) {
      addPage(writer, "messages/000001.jsonl", "{\"a\":1}\n{\"a\":2}\n");
      addPage(writer, "messages/000002.jsonl", "{\"a\":3}\n");
      writer.addAttachment(Samples.HOOK, "attachments/000001/a.txt", attachment("a".getBytes()));
      finish(writer);
    }

    Map<String, byte[]> files = readBothWays();

    assertThat(files.keySet())
        .containsExactly(
            "messages/000001.jsonl",
            "messages/000002.jsonl",
            "attachments/000001/a.txt",
            "index.html",
            "manifest.json");
    assertThat(files.get("messages/000001.jsonl"))
        .isEqualTo("{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(files.get("attachments/000001/a.txt")).isEqualTo(new byte[] {'a'});
  }

  @Test
  void writesMoreEntriesThanSixteenBitsCount() throws IOException {
    int pages = 66_000;
    try (ArchiveWriter writer = open();
        PagePacker packer = new PagePacker(1)) {
      PageBuffer page = new PageBuffer(16);
      page.write("{}\n".getBytes(StandardCharsets.UTF_8), 0, 3);
      PackedPage packed = packer.pack(page, new PageBuffer(16));
      for (int i = 1; i <= pages; i++) {
        writer.addRecords(Samples.HOOK, ArchiveLayout.records(Samples.HOOK, i), 1, packed);
      }
      finish(writer);
    }

    Path file = Files.write(folder.resolve("a.zip"), store.sealed());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(pages + 2);
      assertThat(zip.getEntry("messages/065999.jsonl")).isNotNull();
      try (InputStream in = zip.getInputStream(zip.getEntry("messages/066000.jsonl"))) {
        assertThat(in.readAllBytes()).hasSize(3);
      }
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(store.sealed()))) {
      int entries = 0;
      while (zip.getNextEntry() != null) {
        entries++;
      }
      assertThat(entries).isEqualTo(pages + 2);
    }
  }

  @Test
  void writesAttachmentsOfAnySize() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 8_191, 8_192, 262_143, 262_144, 262_145, 3_000_000}) {
      byte[] content = new byte[size];
      random.nextBytes(content);
      contents.add(content);
    }
    contents.add(new byte[5_000_000]);
    try (ArchiveWriter writer = open()) {
      for (int i = 0; i < contents.size(); i++) {
        writer.addAttachment(Samples.HOOK, "attachments/" + i, attachment(contents.get(i)));
      }
      finish(writer);
    }

    Map<String, byte[]> files = readBothWays();

    for (int i = 0; i < contents.size(); i++) {
      assertThat(files.get("attachments/" + i)).isEqualTo(contents.get(i));
    }
  }

  @Test
  void writesSizesBehindWhatIsTooLargeToHoldAndOnlyThere() throws IOException {
    byte[] large = new byte[1_000_000];
    new Random(7).nextBytes(large);
    try (ArchiveWriter writer = open()) {
      writer.addAttachment(Samples.HOOK, "large", attachment(large));
      int small = store.length;
      writer.addAttachment(Samples.HOOK, "small", attachment(new byte[1_000]));

      assertThat(store.bytes[6] & 8).as("the flag of the large one").isEqualTo(8);
      assertThat(store.bytes[small + 6] & 8).as("the flag of the small one").isZero();
    }
  }

  @Test
  void goesOnBehindTheLastCheckpoint() throws IOException {
    List<String> states = new ArrayList<>();
    try (ArchiveWriter writer = open()) {
      writer.checkpoint("begun".getBytes(StandardCharsets.UTF_8));
      addPage(writer, "messages/000001.jsonl", "1\n");
      writer.checkpoint("one".getBytes(StandardCharsets.UTF_8));
    }
    try (ArchiveWriter writer =
        ArchiveWriter.open(
            store, ID, 1, state -> states.add(new String(state, StandardCharsets.UTF_8)))) {
      addPage(writer, "messages/000002.jsonl", "2\n");
      finish(writer);
    }

    assertThat(states).containsExactly("begun", "one");
    assertThat(readBothWays().keySet())
        .startsWith("messages/000001.jsonl", "messages/000002.jsonl", "index.html");
  }

  @Test
  void keepsEverythingThatTheManifestNeedsInItsCheckpoints() throws IOException {
    String longName = "\uD83D\uDE00\u00fc".repeat(30_000);
    List<ArchivedFile> before = new ArrayList<>();
    List<ArchivedFile> after = new ArrayList<>();
    try (ArchiveWriter writer = open()) {
      addPage(writer, "messages/000001.jsonl", "1\n");
      writer.addAttachment(
          Samples.HOOK,
          "attachments/000001/a",
          new Attachment("id", longName, null, 1, () -> new ByteArrayInputStream(new byte[1])));
      writer.addAttachment(
          Samples.HOOK,
          "attachments/000002/b",
          new Attachment("id", "b", "image/png", 1, () -> null));
      writer.files(before::add);
      writer.checkpoint(new byte[0]);
    }
    try (ArchiveWriter writer = open()) {
      writer.files(after::add);
    }

    assertThat(after).hasSize(3).isEqualTo(before);
    assertThat(after.get(1)).isInstanceOf(ArchivedFile.StoredAttachment.class);
    assertThat(after.get(2)).isInstanceOf(ArchivedFile.MissingAttachment.class);
  }

  @Test
  void sealsNothingThatItDidNotReadBack() throws IOException {
    try (ArchiveWriter writer = open()) {
      addPage(writer, "messages/000001.jsonl", "1\n");

      assertThatIllegalStateException().isThrownBy(writer::seal);
      assertThatIllegalStateException().isThrownBy(writer::verify);
      assertThatIllegalStateException()
          .isThrownBy(() -> writer.writeContents(Samples.manifest("x"), new Samples.SilentFormat()))
          .withMessageContaining("checkpoint");
      writer.checkpoint(new byte[0]);
      writer.writeContents(Samples.manifest("x"), new Samples.SilentFormat());
      assertThatIllegalStateException().isThrownBy(writer::seal);
      writer.verify();
      assertThat(writer.seal()).isEqualTo(store.length);
    }
  }

  @Test
  void refusesALevelThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArchiveWriter.open(store, ID, 10, state -> {}));
  }

  @Test
  void noticesEveryChangedByte() throws IOException {
    Map<Integer, Exception> noticed = changeByteAfterByte();

    for (int i = 0; i < store.length; i = nextChanged(i)) {
      assertThat(noticed).containsKey(i);
    }
  }

  @Test
  void saysOfEveryChangedByteThatTheArchiveIsDamaged() throws IOException {
    assertThat(changeByteAfterByte().values())
        .allSatisfy(
            e ->
                assertThat(e)
                    .isInstanceOf(ArchiveDamagedException.class)
                    .hasMessageContaining("Archive a is damaged"));
  }

  private Map<Integer, Exception> changeByteAfterByte() throws IOException {
    Map<Integer, Exception> noticed = new LinkedHashMap<>();
    try (ArchiveWriter writer = open()) {
      addPage(writer, "messages/000001.jsonl", "{\"text\":\"hello\"}\n");
      byte[] streamed = new byte[300_000];
      new Random(7).nextBytes(streamed);
      writer.addAttachment(Samples.HOOK, "attachments/000001/a", attachment(streamed));
      writer.checkpoint(new byte[0]);
      writer.writeContents(Samples.manifest("x"), new Samples.SilentFormat());
      writer.verify();
      for (int i = 0; i < store.length; i = nextChanged(i)) {
        store.bytes[i] ^= 0x55;
        try {
          writer.verify();
        } catch (IOException | RuntimeException e) {
          noticed.put(i, e);
        }
        store.bytes[i] ^= 0x55;
      }
    }
    return noticed;
  }

  /** All but the middle of the large attachment. */
  private static int nextChanged(int at) {
    return at < 200 || at > 300_000 ? at + 1 : at + 997;
  }

  @Test
  void noticesWhatStandsBehindItsEnd() throws IOException {
    try (ArchiveWriter writer = open()) {
      writer.writeContents(Samples.manifest("x"), new Samples.SilentFormat());
      store.length++;

      assertThatThrownBy(writer::verify)
          .isInstanceOf(ArchiveDamagedException.class)
          .hasMessageContaining("behind its directory");
    }
  }

  private List<Integer> localHeaders() {
    List<Integer> headers = new ArrayList<>();
    for (int i = 0; i + 4 < store.length; i++) {
      if (store.bytes[i] == 'P'
          && store.bytes[i + 1] == 'K'
          && store.bytes[i + 2] == 3
          && store.bytes[i + 3] == 4) {
        headers.add(i);
      }
    }
    return headers;
  }

  private ArchiveWriter open() throws IOException {
    return ArchiveWriter.open(store, ID, 1, state -> {});
  }

  private static void addPage(ArchiveWriter writer, String path, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PageBuffer page = new PageBuffer(16);
    page.write(bytes, 0, bytes.length);
    try (PagePacker packer = new PagePacker(1)) {
      long records = text.chars().filter(c -> c == '\n').count();
      writer.addRecords(Samples.HOOK, path, records, packer.pack(page, new PageBuffer(16)));
    }
  }

  private static Attachment attachment(byte[] bytes) {
    return new Attachment("id", "name", null, 0, () -> new ByteArrayInputStream(bytes));
  }

  private static void finish(ArchiveWriter writer) throws IOException {
    writer.checkpoint(new byte[0]);
    writer.writeContents(Samples.manifest("x"), new Samples.SilentFormat());
    writer.verify();
    writer.seal();
  }

  /** What is inside, after both readers of the JDK agreed on it. */
  private Map<String, byte[]> readBothWays() throws IOException {
    Map<String, byte[]> streamed = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(store.sealed()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        streamed.put(entry.getName(), zip.readAllBytes());
      }
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    Path file = Files.write(folder.resolve("both.zip"), store.sealed());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          files.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    assertThat(files.keySet()).containsExactlyElementsOf(streamed.keySet());
    files.forEach((name, bytes) -> assertThat(bytes).isEqualTo(streamed.get(name)));
    return files;
  }
}
