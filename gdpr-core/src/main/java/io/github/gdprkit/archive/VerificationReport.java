package io.github.gdprkit.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a finished archive found.
 *
 * @param manifest what the archive says of itself, or {@code null} when that cannot be read
 * @param files how many files were compared with the manifest
 * @param bytes how many bytes they have when unpacked
 * @param problems one sentence for each thing that is wrong, naming the entry; empty when the
 *     archive is what its manifest says
 */
public record VerificationReport(
    @Nullable Manifest manifest, long files, long bytes, List<String> problems) {

  /** Copies the list. */
  public VerificationReport {
    problems = List.copyOf(problems);
  }

  /** Whether the archive is what its manifest says. */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
