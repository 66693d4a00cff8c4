package io.github.gdprkit.example.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedLinesTest {

  private static final RejectedLines.Matcher HERS =
      line -> new String(line, StandardCharsets.UTF_8).contains("anna");

  @TempDir private Path folder;

  @Test
  void removesTheFirstLinesThatFitAndKeepsTheOthersByteForByte() throws Exception {
    byte[] before = "anna 1\nb\u00f6ris\r\n\nanna 2\nanna 3\nhalf".getBytes(StandardCharsets.UTF_8);
    Files.write(file(), before);
    try (RejectedLines lines = new RejectedLines(file())) {
      assertThat(lines.remove(2, HERS)).isEqualTo(2);
    }

    assertThat(Files.readString(file())).isEqualTo("böris\r\n\nanna 3\nhalf\n");
  }

  @Test
  void doesNotTouchAFileWithoutSuchALine() throws Exception {
    Files.writeString(file(), "boris\nhalf");
    try (RejectedLines lines = new RejectedLines(file())) {
      assertThat(lines.remove(10, HERS)).isZero();
    }

    assertThat(file()).hasContent("boris\nhalf");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void hasNothingToRemoveWhereNoLineWasEverRejected() throws Exception {
    try (RejectedLines lines = new RejectedLines(file())) {
      assertThat(lines.remove(10, HERS)).isZero();
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void removesTheCopyThatAKilledRemovalLeft() throws Exception {
    Files.writeString(file(), "boris\n");
    Path copy = Files.writeString(folder.resolve("rejected.jsonl.new"), "anna");
    try (RejectedLines lines = new RejectedLines(file())) {
      assertThat(lines.remove(10, HERS)).isZero();
    }

    assertThat(copy).doesNotExist();
    assertThat(file()).hasContent("boris");
  }

  @Test
  void removesNothingWhileAnImportAddsLines() throws Exception {
    try (RejectedLines adding = new RejectedLines(file());
        RejectedLines removing = new RejectedLines(file())) {
      adding.add(out -> out.write("anna".getBytes(StandardCharsets.UTF_8)));

      assertThatThrownBy(() -> removing.remove(1, HERS))
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("Wait, then try again");
    }
    assertThat(file()).hasContent("anna");
  }

  private Path file() {
    return folder.resolve("rejected.jsonl");
  }
}
