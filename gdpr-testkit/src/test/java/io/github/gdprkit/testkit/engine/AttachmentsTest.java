package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.testkit.fixture.FixtureChat.UPLOADS;
import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.ArchiveDamagedException;
import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.testkit.DelegatingDraft;
import io.github.gdprkit.testkit.fault.UnreadableAttachment;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.memory.RecordingFormat;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachmentsTest {

  private final FixtureChat chat = new FixtureChat();
  private final ExportOrder order = Orders.anExportOf(ANNA);
  private final Engine engine = new Engine();

  @Test
  void putsTheBytesOfEachFileIntoTheArchive() {
    byte[] large = new byte[900_000];
    new Random(7).nextBytes(large);
    chat.upload(ANNA, "empty.bin", 0, () -> new ByteArrayInputStream(new byte[0]));
    chat.upload(ANNA, "../../Übung Datei.PDF", large.length, () -> new ByteArrayInputStream(large));
    chat.upload(ANNA, "empty.bin", 0, () -> new ByteArrayInputStream(new byte[] {1}));

    Manifest.Part part = exported();

    assertThat(engine.archive().column(UPLOADS, "file.path"))
        .containsExactly(
            "attachments/000001/empty.bin",
            "attachments/000002/ubung-datei.pdf",
            "attachments/000003/empty.bin");
    assertThat(bytes("attachments/000001/empty.bin")).isEmpty();
    assertThat(bytes("attachments/000002/ubung-datei.pdf")).isEqualTo(large);
    assertThat(bytes("attachments/000003/empty.bin")).containsExactly(1);
    assertThat(part.attachments()).isEqualTo(3);
    assertThat(part.missingAttachments()).isZero();
  }

  @Test
  void saysWhyAFileIsMissingAndGoesOn() {
    chat.upload(ANNA, "gone.jpg", 5, UnreadableAttachment.missing());
    chat.upload(ANNA, "strange.jpg", 5, UnreadableAttachment.throwing());
    chat.upload(ANNA, "broken.jpg", 5, UnreadableAttachment.failingAfter(0));
    chat.upload(ANNA, "none.jpg", 5, () -> null);
    chat.upload(ANNA, "good.jpg", 2, () -> new ByteArrayInputStream(new byte[] {1, 2}));

    Manifest.Part part = exported();

    assertThat(part.records()).isEqualTo(5);
    assertThat(part.attachments()).isEqualTo(1);
    assertThat(part.missingAttachments()).isEqualTo(4);
    assertThat(engine.archive().paths())
        .contains("attachments/000005/good.jpg")
        .noneMatch(path -> path.matches("attachments/00000[1-4].*"));
    assertThat(missing())
        .extracting(ArchivedFile.MissingAttachment::name)
        .containsExactly("gone.jpg", "strange.jpg", "broken.jpg", "none.jpg");
    assertThat(missing())
        .extracting(ArchivedFile.MissingAttachment::reason)
        .allSatisfy(reason -> assertThat(reason).doesNotContain("canary.person"));
    assertThat(missing().get(0).reason()).contains("not in the file store any more");
    assertThat(missing().get(1).reason()).contains("could not be opened (IllegalStateException)");
    assertThat(missing().get(2).reason()).contains("could not be read to its end (IOException)");
    assertThat(engine.archive().contains("canary.person")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 300_000, 2_000_000})
  void leavesNoByteOfAHalfReadFileInTheArchive(int readable) {
    chat.upload(ANNA, "half.bin", readable, UnreadableAttachment.failingAfter(readable));
    chat.upload(ANNA, "good.jpg", 2, () -> new ByteArrayInputStream(new byte[] {1, 2}));

    // Not deflated, so that the bytes could be seen.
    engine.with(options -> options.withCompressionLevel(0));
    Manifest.Part part = exported();

    assertThat(part.attachments()).isEqualTo(1);
    assertThat(part.missingAttachments()).isEqualTo(1);
    assertThat(bytes("attachments/000002/good.jpg")).containsExactly(1, 2);
    String raw = new String(engine.archives.bytes(Orders.ARCHIVE), StandardCharsets.ISO_8859_1);
    assertThat(raw.contains("half-read")).isFalse();
    assertThat(raw.length()).isLessThan(40_000);
  }

  @Test
  void closesEveryStreamAndForgivesOneThatFailsToClose() {
    List<String> closed = new ArrayList<>();
    chat.upload(ANNA, "good", 1, () -> closing(new byte[] {1}, closed));
    chat.upload(
        ANNA,
        "half",
        1,
        () ->
            new FilterInputStream(UnreadableAttachment.failingAfter(9).open()) {
              @Override
              public void close() throws IOException {
                closed.add("half");
                throw new IOException("cannot close");
              }
            });
    chat.upload(ANNA, "better", 1, () -> closing(new byte[] {2}, closed));

    Manifest.Part part = exported();

    assertThat(closed).containsExactly("closed", "half", "closed");
    assertThat(part.attachments()).isEqualTo(2);
  }

  @Test
  void numbersFilesThroughAllHooksAndRuns() {
    chat.plantUploads(ANNA, 10);

    exported();

    List<String> paths = engine.archive().column(UPLOADS, "file.path");
    assertThat(paths).hasSize(10).doesNotHaveDuplicates();
    assertThat(paths.get(9)).startsWith("attachments/000010/");
    assertThat(engine.archive().paths()).containsAll(paths);
  }

  @Test
  void survivesAStreamThatInterruptsTheThreadItIsReadOn() {
    Attachment.Content interrupting =
        () -> {
          Thread.currentThread().interrupt();
          return new ByteArrayInputStream(new byte[] {1});
        };
    chat.upload(ANNA, "interrupting", 1, interrupting);
    chat.plantUploads(ANNA, 30);

    exported();

    assertThat(engine.archive().column(UPLOADS, "file.path")).hasSize(31);
  }

  @Test
  void keepsNamesOfFilesOutOfTheWordsForADamagedArchive() {
    chat.upload(ANNA, "canary-diagnosis.pdf", 4, () -> new ByteArrayInputStream(new byte[4]));
    engine.over(new FlippingStore(engine.archives));

    assertThatThrownBy(() -> engine.run(chat.catalog(), order))
        .isInstanceOf(ArchiveDamagedException.class)
        .hasMessageContaining("attachments/000001")
        .hasMessageNotContaining("canary");
    assertThat(engine.archives.sealedArchives()).isEmpty();
  }

  private Manifest.Part exported() {
    ExportOutcome.Completed completed = engine.complete(chat.catalog(), order);
    return Engine.part(completed, UPLOADS);
  }

  private byte[] bytes(String path) {
    return engine.archive().bytes(path).orElseThrow();
  }

  /** What the list of files says; it is read from a second export, as a format gets it. */
  private List<ArchivedFile.MissingAttachment> missing() {
    List<ArchivedFile.MissingAttachment> missing = new ArrayList<>();
    RecordingFormat format = new RecordingFormat();
    Engine other = new Engine().with(format);
    other.complete(chat.catalog(), order);
    byte[] manifest = other.archive().bytes("manifest.json").orElseThrow();
    try {
      format.readManifest(
          new ByteArrayInputStream(manifest),
          file -> {
            if (file instanceof ArchivedFile.MissingAttachment attachment) {
              missing.add(attachment);
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return missing;
  }

  private static InputStream closing(byte[] bytes, List<String> closed) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public void close() {
        closed.add("closed");
      }
    };
  }

  /** A disk that gives back the bytes of attachments with a bit flipped. */
  private record FlippingStore(ArchiveStore store) implements ArchiveStore {

    @Override
    public ArchiveDraft draft(ArchiveId id) throws IOException {
      return new FlippingDraft(store.draft(id));
    }

    @Override
    public SeekableByteChannel open(ArchiveId id) throws IOException {
      return store.open(id);
    }

    @Override
    public boolean delete(ArchiveId id) throws IOException {
      return store.delete(id);
    }
  }

  private static final class FlippingDraft extends DelegatingDraft {

    FlippingDraft(ArchiveDraft draft) {
      super(draft);
    }

    @Override
    public InputStream read(long from) throws IOException {
      try (InputStream in = super.read(from)) {
        byte[] bytes = in.readAllBytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int name = text.indexOf("diagnosis.pdf");
        if (from == 0 && name >= 0) {
          bytes[name + "diagnosis.pdf".length() + 2] ^= 4;
        }
        return new ByteArrayInputStream(bytes);
      }
    }
  }
}
