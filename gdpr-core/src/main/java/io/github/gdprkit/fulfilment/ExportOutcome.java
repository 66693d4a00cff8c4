package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.hook.HookId;
import java.util.List;
import java.util.Map;

/** What came of a run of an export. An archive is complete, or it is not there. */
public sealed interface ExportOutcome {

  /** The archive that was ordered. */
  ArchiveId archive();

  /**
   * Every hook gave everything; the archive was read back, is final and can be opened.
   *
   * @param manifest what it says of itself
   * @param bytes its size
   * @param resumed whether this run went on with what an earlier one had left behind
   */
  record Completed(ArchiveId archive, Manifest manifest, long bytes, boolean resumed)
      implements ExportOutcome {}

  /**
   * Some hooks failed. There is no archive yet; what the other hooks gave is kept, and running the
   * same order again asks the failed ones only.
   *
   * @param failures at least one
   * @param finished the hooks that gave all they have, with how many of their records are kept
   */
  record Incomplete(ArchiveId archive, List<HookFailure> failures, Map<HookId, Long> finished)
      implements ExportOutcome {
    /** Copies the collections. */
    public Incomplete {
      failures = List.copyOf(failures);
      finished = Map.copyOf(finished);
    }
  }
}
