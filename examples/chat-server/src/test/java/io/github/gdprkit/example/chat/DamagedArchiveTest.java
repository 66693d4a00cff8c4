package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens to an archive on its way, verify says so, and what is wrong. */
class DamagedArchiveTest {

  @TempDir private static Path folder;
  private static Path sound;
  private static byte[] bytes;

  @BeforeAll
  static void exportSomebody() throws Exception {
    CommandRun demo = CommandRun.of("demo", "--folder", folder.toString());
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    sound = folder.resolve("anna.zip");
    bytes = Files.readAllBytes(sound);
  }

  @Test
  void findsEveryTruncation() throws Exception {
    for (int length = 0; length < bytes.length; length += 331) {
      assertDamaged("cut at " + length, Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void findsEveryFlippedByteThatChangesWhatAReaderSees() throws Exception {
    String before = new Archive(sound).everything();
    int found = 0;
    for (int at = 0; at < bytes.length; at += 17) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 0x10;
      Path file = write(flipped);
      CommandRun run = CommandRun.of("verify", file.toString());
      if (run.exitCode() == 0) {
        assertThat(new Archive(file).everything())
            .as("byte %d was flipped and nobody can tell", at)
            .isEqualTo(before);
      } else {
        found++;
      }
    }
    assertThat(found).isGreaterThan(bytes.length / 17 * 3 / 4);
  }

  @Test
  void findsBytesThatNobodySeesUntilTheyLook() throws Exception {
    byte[] comment = Arrays.copyOf(bytes, bytes.length + 4);
    comment[bytes.length - 2] = 4;
    byte[] behind = Arrays.copyOf(bytes, bytes.length + 3);
    byte[] before = new byte[bytes.length + 3];
    System.arraycopy(bytes, 0, before, 3, bytes.length);

    assertDamaged("a comment", comment);
    assertDamaged("something behind the end", behind);
    assertDamaged("something before the beginning", before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "profile/000001.jsonl;        ; profile/000001.jsonl is missing",
        "manifest.json;               ; There is no manifest.json",
        "profile/000001.jsonl; changed; profile/000001.jsonl has fewer than",
        "index.html; <script></script>; index.html has fewer than"
      })
  void namesTheFileThatIsNotAsItWas(String name, String content, String problem) throws Exception {
    CommandRun run = CommandRun.of("verify", write(rewritten(name, content, null)).toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("damaged: " + problem, "error: ", "export again");
  }

  @Test
  void findsWhatSomebodyAdded() throws Exception {
    CommandRun run =
        CommandRun.of("verify", write(rewritten(null, null, "../../evil\u001b[2J.sh")).toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("damaged: An entry is not listed in the manifest: ../../evil?[2J.sh")
        .doesNotContain("\u001b");
  }

  @Test
  void findsAManifestThatDoesNotFollowItsSchema() throws Exception {
    String manifest = new Archive(sound).text("manifest.json");

    String wrong = manifest.replaceFirst("\"generator\" : \"[^\"]*\"", "\"generator\" : 7");
    CommandRun run =
        CommandRun.of("verify", write(rewritten("manifest.json", wrong, null)).toString());

    assertThat(wrong).isNotEqualTo(manifest);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("does not follow its schema at /generator");
  }

  @Test
  void findsCountsThatDoNotAddUp() throws Exception {
    String manifest = new Archive(sound).text("manifest.json");

    String wrong = manifest.replaceFirst("\"records\" : 23,", "\"records\" : 22,");
    CommandRun run =
        CommandRun.of("verify", write(rewritten("manifest.json", wrong, null)).toString());

    assertThat(wrong).isNotEqualTo(manifest);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("22 records");
  }

  private static void assertDamaged(String how, byte[] damaged) throws Exception {
    CommandRun run = CommandRun.of("verify", write(damaged).toString());
    assertThat(run.exitCode()).as(how).isEqualTo(1);
    assertThat(run.err()).as(how).contains("damaged: ").doesNotContain("bug");
  }

  private static Path write(byte[] content) throws Exception {
    return Files.write(folder.resolve("damaged.zip"), content);
  }

  /** The archive with one entry removed, changed or added, packed anew. */
  private static byte[] rewritten(String name, String content, String added) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile zip = new ZipFile(sound.toFile());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : zip.stream().toList()) {
        boolean isMeant = entry.getName().equals(name);
        if (isMeant && content == null) {
          continue;
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(
            isMeant
                ? content.getBytes(StandardCharsets.UTF_8)
                : zip.getInputStream(entry).readAllBytes());
      }
      if (added != null) {
        out.putNextEntry(new ZipEntry(added));
        out.write(1);
      }
    }
    return bytes.toByteArray();
  }
}
