package io.github.gdprkit.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.ArchiveDamagedException;
import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveInUseException;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveSealedException;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.testkit.contract.ArchiveStoreContract;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryArchiveStoreTest implements ArchiveStoreContract {

  private static final ArchiveId ID = new ArchiveId("REQ-1");

  @TempDir private Path temporary;
  private int copies;

  private Path folder() {
    return temporary.resolve("archives");
  }

  @Override
  public DirectoryArchiveStore store() {
    return new DirectoryArchiveStore(folder());
  }

  /** The files as they are now: a killed process leaves them like this, and closes nothing. */
  @Override
  public ArchiveStore reopened() throws IOException {
    return new DirectoryArchiveStore(copyOfFolder());
  }

  private Path copyOfFolder() throws IOException {
    Path copy = Files.createDirectory(temporary.resolve("copy-" + ++copies));
    for (Path file : files()) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    return copy;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().toList();
    }
  }

  private Path part() {
    return folder().resolve("REQ-1.zip.part");
  }

  private Path journal() {
    return folder().resolve("REQ-1.zip.journal");
  }

  private void draftWithThreeCheckpoints() throws IOException {
    try (ArchiveDraft draft = store().draft(ID)) {
      for (String page : List.of("one", "two", "three")) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        draft.append(draft.length(), bytes, 0, bytes.length);
        draft.checkpoint(draft.length(), bytes);
      }
    }
  }

  @Test
  @GdprReference(
      article = "5(1)(f)",
      text = "processed in a manner that ensures appropriate security of the personal data")
  void makesFilesThatTheirOwnerAloneCanRead() throws IOException {
    Assumptions.assumeTrue(
        temporary.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system does not know owners");
    draftWithThreeCheckpoints();
    try (ArchiveDraft other = store().draft(new ArchiveId("other"))) {
      other.seal(0);
    }

    assertThat(permissions(folder())).isEqualTo("rwx------");
    assertThat(files()).hasSize(3);
    for (Path file : files()) {
      assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void leavesNothingButTheArchiveBehind() throws IOException {
    draftWithThreeCheckpoints();
    try (ArchiveDraft draft = store().draft(ID)) {
      draft.seal(draft.length());
    }

    assertThat(files()).containsExactly(store().file(ID));
    assertThat(Files.readString(store().file(ID))).isEqualTo("onetwothree");
  }

  @Test
  void leavesNothingBehindWhenAnArchiveIsDeletedOrRefused() throws IOException {
    draftWithThreeCheckpoints();
    store().delete(ID);
    assertThat(files()).isEmpty();
    store().delete(ID);
    assertThat(files()).isEmpty();

    try (ArchiveDraft draft = store().draft(ID)) {
      draft.seal(0);
    }
    assertThatThrownBy(() -> store().draft(ID)).isInstanceOf(ArchiveSealedException.class);

    assertThat(files()).containsExactly(store().file(ID));
  }

  @Test
  void deletesNothingWhereThereIsNoFolder() throws IOException {
    assertThat(store().delete(ID)).isFalse();
    assertThat(folder()).doesNotExist();
    assertThatThrownBy(() -> store().open(ID)).isInstanceOf(ArchiveNotFoundException.class);
  }

  @Test
  void knowsWhetherThereIsADraft() throws IOException {
    assertThat(store().hasDraft(ID)).isFalse();
    draftWithThreeCheckpoints();
    assertThat(store().hasDraft(ID)).isTrue();
    try (ArchiveDraft draft = store().draft(ID)) {
      draft.seal(draft.length());
    }
    assertThat(store().hasDraft(ID)).isFalse();
  }

  @Test
  void opensAtTheCheckpointBeforeWhereverTheJournalWasTorn() throws IOException {
    draftWithThreeCheckpoints();
    byte[] whole = Files.readAllBytes(journal());
    int head = 16;
    int first = head + 3;
    int second = first + head + 3;

    for (int length = 0; length <= whole.length; length++) {
      Path torn = copyOfFolder();
      Files.write(torn.resolve("REQ-1.zip.journal"), Arrays.copyOf(whole, length));
      List<String> expected =
          List.of("one", "two", "three")
              .subList(0, length < first ? 0 : length < second ? 1 : length < whole.length ? 2 : 3);

      try (ArchiveDraft draft = new DirectoryArchiveStore(torn).draft(ID)) {
        assertThat(checkpoints(draft)).as("of %s bytes", length).isEqualTo(expected);
        assertThat(text(draft)).isEqualTo(String.join("", expected));
        draft.checkpoint(draft.length(), "new".getBytes(StandardCharsets.UTF_8));
      }
      try (ArchiveDraft draft = new DirectoryArchiveStore(torn).draft(ID)) {
        assertThat(checkpoints(draft)).hasSize(expected.size() + 1).endsWith("new");
      }
    }
  }

  @Test
  void believesNoCheckpointFromTheFirstChangedByteOn() throws IOException {
    draftWithThreeCheckpoints();
    byte[] whole = Files.readAllBytes(journal());
    int second = 16 + 3;
    int third = second + 16 + 3;

    for (int changed = 0; changed < whole.length; changed++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        Path copy = copyOfFolder();
        byte[] bytes = whole.clone();
        bytes[changed] ^= (byte) mask;
        Files.write(copy.resolve("REQ-1.zip.journal"), bytes);

        try (ArchiveDraft draft = new DirectoryArchiveStore(copy).draft(ID)) {
          assertThat(checkpoints(draft))
              .as("byte %s", changed)
              .isEqualTo(
                  List.of("one", "two").subList(0, changed < second ? 0 : changed < third ? 1 : 2));
        }
      }
    }
  }

  @Test
  void saysThatADraftIsDamagedWhichIsShorterThanItsCheckpoint() throws IOException {
    draftWithThreeCheckpoints();
    Files.writeString(part(), "onetwothre");

    assertThatThrownBy(() -> store().draft(ID))
        .isInstanceOf(ArchiveDamagedException.class)
        .hasMessageContaining("REQ-1")
        .hasMessageContaining("export again");
    Files.delete(part());
    assertThatThrownBy(() -> store().draft(ID)).isInstanceOf(ArchiveDamagedException.class);
    assertThat(store().delete(ID)).isTrue();
  }

  @Test
  void refusesADraftThatAnotherProcessIsWriting() throws Exception {
    draftWithThreeCheckpoints();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                folder().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("writing");

      assertThatThrownBy(() -> store().draft(ID)).isInstanceOf(ArchiveInUseException.class);
      assertThatThrownBy(() -> store().delete(ID)).isInstanceOf(ArchiveInUseException.class);
    } finally {
      other.destroyForcibly().waitFor();
    }

    try (ArchiveDraft draft = store().draft(ID)) {
      assertThat(checkpoints(draft)).containsExactly("one", "two", "three", "other");
      assertThat(text(draft)).isEqualTo("onetwothree+");
    }
  }

  /** POSIX lets go of all locks of a process with the first descriptor that it closes. */
  @Test
  void keepsItsLockWhenASecondCallInTheSameProcessIsRefused() throws Exception {
    draftWithThreeCheckpoints();
    try (ArchiveDraft draft = store().draft(ID)) {
      assertThatThrownBy(() -> store().draft(ID)).isInstanceOf(ArchiveInUseException.class);
      assertThatThrownBy(() -> store().delete(ID)).isInstanceOf(ArchiveInUseException.class);

      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OtherProcess.class.getName(),
                  folder().toString())
              .redirectErrorStream(true)
              .start();
      other.getOutputStream().close();
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(said).contains("ArchiveInUseException").doesNotContain("writing\n");
      assertThat(text(draft)).isEqualTo("onetwothree");
    }
  }

  /** Writes, says so, and waits to be killed. */
  static final class OtherProcess {
    public static void main(String[] folder) throws IOException {
      ArchiveDraft draft = new DirectoryArchiveStore(Path.of(folder[0])).draft(ID);
      draft.append(draft.length(), new byte[] {'+'}, 0, 1);
      draft.checkpoint(draft.length(), "other".getBytes(StandardCharsets.UTF_8));
      draft.append(draft.length(), new byte[] {'-'}, 0, 1);
      System.out.println("writing");
      int end = System.in.read();
      draft.append(draft.length(), new byte[] {(byte) end}, 0, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REQ-1.zip.part", "REQ-1.zip.journal"})
  void writesThroughNoSymbolicLink(String name) throws IOException {
    Path victim = Files.writeString(temporary.resolve("victim"), "untouched");
    Files.createDirectory(folder());
    Files.createSymbolicLink(folder().resolve(name), victim);

    assertThatIOException().isThrownBy(() -> store().draft(ID));

    assertThat(victim).hasContent("untouched");
  }

  @Test
  void servesNoSymbolicLink() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret"), "of somebody else");
    Files.createDirectory(folder());
    Files.createSymbolicLink(folder().resolve("REQ-1.zip"), secret);

    assertThatThrownBy(() -> store().open(ID)).isInstanceOf(ArchiveNotFoundException.class);
    assertThatThrownBy(() -> store().draft(ID)).isInstanceOf(ArchiveSealedException.class);
    store().delete(ID);

    assertThat(secret).hasContent("of somebody else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "a/b", "..", ".", "a\\b", "/etc/passwd", "C:x", "a\u0000b"})
  void knowsNoIdThatWouldLeaveTheFolder(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> store().file(new ArchiveId(id)));
  }

  private static List<String> checkpoints(ArchiveDraft draft) throws IOException {
    List<String> checkpoints = new ArrayList<>();
    draft.replay(bytes -> checkpoints.add(new String(bytes, StandardCharsets.UTF_8)));
    return checkpoints;
  }

  private static String text(ArchiveDraft draft) throws IOException {
    try (InputStream in = draft.read(0)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
