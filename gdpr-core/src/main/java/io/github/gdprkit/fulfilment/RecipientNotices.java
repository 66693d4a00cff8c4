package io.github.gdprkit.fulfilment;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How recipients are told of rectification, erasure and restriction (Art. 19), as the work on a
 * request needs it. The room {@code propagation} does it.
 */
public interface RecipientNotices {

  /**
   * Tells a recipient, or hears what it says. The same notice any number of times tells it once.
   * Comes back whatever the recipient does: one that cannot be reached is told later.
   *
   * @return what came of it, as soon as that is known
   * @throws io.github.gdprkit.evidence.EvidenceStoreException when the store fails
   */
  Optional<Result> tell(RecipientNotice notice);

  /** Whether it is written down that the recipient of this task has to be told. */
  boolean isBegun(RequestId request, TaskId task);

  /**
   * Each recipient that a request told or has to tell, in the order of the tasks.
   *
   * @param names the name of a task's recipient, for where nothing is written down about it
   */
  List<RecipientTold> told(DataSubjectRequest request, Function<TaskId, String> names);

  /** What is to be written, in the moment a restriction is lifted, to have it told as well. */
  Entries lifting(DataSubjectRequest request);

  /** Whether somebody is to be told yet, of a closed request, and the papers say of whom. */
  boolean needsPapers(DataSubjectRequest request);

  /** Erases the words that were written down about the recipients of this request. */
  void eraseWords(DataSubjectRequest request);

  /**
   * What came of telling a recipient.
   *
   * @param result for the task
   * @param by who said so; {@link Actor#SYSTEM} when the recipient answered by itself
   */
  record Result(ManualResult result, Actor by) {
    /** Refuses {@code null}. */
    public Result {
      Objects.requireNonNull(result, "result");
      Objects.requireNonNull(by, "by");
    }
  }

  /** Evidence, and the sheets that go with it. */
  record Entries(List<EvidenceDraft> drafts, List<SheetChange> sheets) {
    /** Copies the lists. */
    public Entries {
      drafts = List.copyOf(drafts);
      sheets = List.copyOf(sheets);
    }
  }
}
