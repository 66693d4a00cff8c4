package io.github.gdprkit.testkit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.evidence.EvidenceCheckpoint;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.evidence.KeptCheckpoints;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.contract.CheckpointStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStoreTest implements CheckpointStoreContract {

  private static final PartyId CONTROLLER = new PartyId("example");

  private final CheckpointSigner signer = CheckpointSigner.generate();

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("kept/elsewhere/checkpoints.txt");
  }

  @Override
  public CheckpointStore store() {
    return new FileCheckpointStore(file());
  }

  @Override
  public CheckpointStore reopened() {
    return new FileCheckpointStore(file());
  }

  @Test
  void passesATornEndOverAndGoesOnBehindIt() throws IOException {
    EvidenceCheckpoint first = checkpoint(1);
    EvidenceCheckpoint second = checkpoint(2);
    store().add(first);
    byte[] torn = (second.text() + '\n').getBytes(StandardCharsets.UTF_8);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 1; length < torn.length; length++) {
      Files.write(file(), whole);
      Files.write(file(), Arrays.copyOf(torn, length), StandardOpenOption.APPEND);
      KeptCheckpoints before = reopened().read(CONTROLLER);

      reopened().add(second);

      assertThat(before.checkpoints()).as("%d bytes", length).containsExactly(first);
      assertThat(before.isTorn()).isTrue();
      KeptCheckpoints after = reopened().read(CONTROLLER);
      // A piece that lacks but the blank line behind it is whole again with the next one.
      assertThat(after.checkpoints()).contains(first, second).endsWith(second);
      assertThat(after.isTorn()).isFalse();
      assertThat(after.unreadable() + after.checkpoints().size()).isEqualTo(3);
      assertThat(Files.size(file())).isGreaterThan(whole.length + length);
    }
  }

  @Test
  void countsADamagedCheckpointAndReadsTheOthers() throws IOException {
    store().add(checkpoint(1));
    store().add(checkpoint(2));
    store().add(checkpoint(3));
    String text = Files.readString(file());
    Files.writeString(file(), text.replace("seq: 2", "seq: x"));

    KeptCheckpoints kept = reopened().read(CONTROLLER);

    assertThat(kept.checkpoints()).containsExactly(checkpoint(1), checkpoint(3));
    assertThat(kept.unreadable()).isEqualTo(1);
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    store().add(checkpoint(1));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void saysSoWhenItCannotBeWritten() throws IOException {
    Files.createDirectories(file());

    assertThatThrownBy(() -> store().add(checkpoint(1)))
        .isInstanceOf(EvidenceStoreException.class)
        .hasMessageContaining("try again");
  }

  private EvidenceCheckpoint checkpoint(long seq) {
    return signer.sign(
        new EvidenceHead(CONTROLLER, seq, "ab".repeat(32)), Instant.parse("2026-01-31T09:00:00Z"));
  }
}
