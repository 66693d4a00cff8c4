package io.github.gdprkit.erasure;

import static io.github.gdprkit.erasure.Entries.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LedgerProcessesTest {

  @TempDir private Path folder;

  @Test
  void losesNoEntryThatWasAcknowledgedWhenItsWriterIsKilledAgainAndAgain() throws Exception {
    Path file = folder.resolve("ledger");
    List<String> acknowledged = new ArrayList<>();

    for (int round = 1; round <= 5; round++) {
      Process writer = LedgerWriter.start(file, Integer.MAX_VALUE);
      acknowledged.addAll(readUntil(writer, 20 * round, true));
    }

    List<String> kept = hashes(file);
    assertThat(kept).containsSubsequence(acknowledged).hasSizeGreaterThanOrEqualTo(300);
    assertThat(kept.size() - acknowledged.size())
        .as("at most one for each kill was kept and not acknowledged")
        .isBetween(0, 5);
  }

  @Test
  void keepsTwoProcessesApartThatAppendAtTheSameTime() throws Exception {
    Path file = folder.resolve("ledger");
    Process one = LedgerWriter.start(file, 100);
    Process other = LedgerWriter.start(file, 100);
    List<String> ofOne = readUntil(one, Integer.MAX_VALUE, false);
    List<String> ofOther = readUntil(other, Integer.MAX_VALUE, false);

    assertThat(one.waitFor()).as(() -> String.join("\n", ofOne)).isZero();
    assertThat(other.waitFor()).as(() -> String.join("\n", ofOther)).isZero();
    assertThat(hashes(file)).hasSize(200).containsSubsequence(ofOne).containsSubsequence(ofOther);
  }

  private static List<String> hashes(Path file) {
    FileErasureLedger ledger = FileErasureLedger.open(file, EXAMPLE);
    return Entries.all(ledger).stream().map(LedgerEntry::hash).toList();
  }

  /** Reads so many lines, then kills the process if told to, and reads what it still had said. */
  private static List<String> readUntil(Process process, int lines, boolean kill)
      throws IOException, InterruptedException {
    List<String> read = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        read.add(line);
        if (kill && read.size() == lines) {
          LedgerWriter.kill(process);
        }
      }
    }
    return read.stream().filter(line -> line.length() == LedgerEntry.HASH_DIGITS).toList();
  }
}
