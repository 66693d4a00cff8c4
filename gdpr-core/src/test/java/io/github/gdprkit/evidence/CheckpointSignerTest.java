package io.github.gdprkit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointSignerTest {

  private static final EvidenceHead HEAD =
      new EvidenceHead(new PartyId("Größe: & Söhne"), 40, "ab".repeat(32));
  private static final Instant AT = Instant.parse("2026-01-31T09:00:00.1234567Z");

  @TempDir private Path folder;

  @Test
  void signsWhatItsKeyVerifiesAndNoOther() {
    CheckpointSigner signer = CheckpointSigner.generate();

    EvidenceCheckpoint checkpoint = signer.sign(HEAD, AT);

    assertThat(checkpoint.head()).isEqualTo(HEAD);
    assertThat(checkpoint.at()).isEqualTo(Instant.parse("2026-01-31T09:00:00.123456Z"));
    assertThat(signer.key().hasSigned(checkpoint)).isTrue();
    assertThat(CheckpointSigner.generate().key().hasSigned(checkpoint)).isFalse();
  }

  @Test
  void noticesAnyChange() {
    CheckpointSigner signer = CheckpointSigner.generate();
    String text = signer.sign(HEAD, AT).text();
    int changed = 0;
    for (int i = 0; i < text.length(); i++) {
      String other = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
      try {
        assertThat(signer.key().hasSigned(EvidenceCheckpoint.parse(other))).isFalse();
        changed++;
      } catch (IllegalArgumentException e) {
        // It is no checkpoint any more.
      }
    }
    assertThat(changed).as("those that still are checkpoints").isGreaterThan(100);
  }

  @Test
  void writesCheckpointsAsTextAndReadsThem() {
    EvidenceCheckpoint checkpoint = CheckpointSigner.generate().sign(HEAD, AT);

    assertThat(checkpoint.text())
        .startsWith(
            """
            gdprkit-checkpoint: 1
            controller: Größe: & Söhne
            seq: 40
            hash: %s
            at: 2026-01-31T09:00:00.123456Z
            key: %s
            signature: """
                .formatted("ab".repeat(32), checkpoint.keyId()));
    assertThat(EvidenceCheckpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    for (String text : new String[] {"", "x", checkpoint.text() + "\n", checkpoint.text().trim()}) {
      assertThatIllegalArgumentException().isThrownBy(() -> EvidenceCheckpoint.parse(text));
    }
  }

  @Test
  void pinsNoEmptyChain() {
    CheckpointSigner signer = CheckpointSigner.generate();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.sign(EvidenceHead.none(HEAD.controller()), AT));
  }

  @Test
  void makesAKeyFileOnceAndUsesItFromThenOn() throws IOException {
    Path file = folder.resolve("keys/checkpoints.pem");

    CheckpointSigner first = CheckpointSigner.fromFile(file);
    CheckpointSigner second = CheckpointSigner.fromFile(file);

    assertThat(second.key().id()).isEqualTo(first.key().id()).matches("[0-9a-f]{16}");
    assertThat(first.key().hasSigned(second.sign(HEAD, AT))).isTrue();
  }

  @Test
  void makesAKeyFileThatOnlyItsOwnerReads() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("checkpoints.pem");
    CheckpointSigner.fromFile(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void givesThePublicKeyAwayAsText() throws IOException {
    CheckpointSigner signer = CheckpointSigner.fromFile(folder.resolve("checkpoints.pem"));
    Path given = folder.resolve("public.pem");
    Files.writeString(given, signer.key().pem());

    CheckpointKey key = CheckpointKey.read(given);

    assertThat(key.id()).isEqualTo(signer.key().id());
    assertThat(key.hasSigned(signer.sign(HEAD, AT))).isTrue();
    assertThat(signer.key().pem()).doesNotContain("PRIVATE");
    assertThat(signer + " " + key).doesNotContain("BEGIN").contains(key.id());
  }

  @Test
  void refusesFilesThatHoldNoPairOfKeys() throws IOException {
    Path whole = folder.resolve("whole.pem");
    CheckpointSigner signer = CheckpointSigner.fromFile(whole);
    String text = Files.readString(whole, StandardCharsets.US_ASCII);
    String privateKey = text.substring(0, text.indexOf("-----BEGIN PUBLIC"));
    Path file = folder.resolve("wrong.pem");
    for (String wrong :
        new String[] {
          "",
          "nothing",
          signer.key().pem(),
          privateKey,
          privateKey + CheckpointSigner.generate().key().pem(),
          text.replace("PUBLIC KEY", "KEY"),
          text.replace("\nM", "\nA"),
          text.substring(0, 40) + text.substring(60)
        }) {
      Files.writeString(file, wrong);

      assertThatThrownBy(() -> CheckpointSigner.fromFile(file))
          .isInstanceOf(CheckpointKeyException.class)
          .hasMessageContaining("restore it from its backup");
      assertThat(Files.readString(file)).as("it is left as it is").isEqualTo(wrong);
    }
  }
}
