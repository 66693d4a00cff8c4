package io.github.gdprkit.fulfilment;

import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureBlocker;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.request.RequestId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure would do, before anything is decided or done (Art. 17): a dry run that counts and
 * touches nothing. Free of the person's data.
 *
 * @param lines one for each hook, in the order of the work
 * @param archives how many earlier archives of the person would go
 * @param holds the legal holds that are on the person
 * @param blockers what has to be settled first
 * @param openRequests requests of the person that have to be answered first, because they need the
 *     data
 */
public record ErasurePlan(
    List<Line> lines,
    int archives,
    List<LegalHold> holds,
    List<ErasureBlocker> blockers,
    List<RequestId> openRequests) {

  /** Copies the lists. */
  public ErasurePlan {
    lines = List.copyOf(lines);
    holds = List.copyOf(holds);
    blockers = List.copyOf(blockers);
    openRequests = List.copyOf(openRequests);
  }

  /** Whether nothing stands in the way. */
  public boolean canBegin() {
    return blockers.isEmpty() && openRequests.isEmpty();
  }

  /**
   * What would become of one kind of data.
   *
   * @param hook whose
   * @param title what it is, for people
   * @param disposition what will happen with it, and why
   * @param rule how the hook erases, {@code null} when it does not
   * @param stage when it goes
   * @param records how many records there are, 0 when the hook could not count
   * @param bytes their size in bytes, as far as it is cheap to know
   * @param error the type of what the hook threw when it counted, or {@code null}
   * @param held whether a legal hold is on it
   */
  public record Line(
      HookId hook,
      String title,
      Disposition disposition,
      @Nullable ErasureRule rule,
      ErasureStage stage,
      long records,
      long bytes,
      @Nullable String error,
      boolean held) {

    /** Refuses {@code null}. */
    public Line {
      Objects.requireNonNull(hook, "hook");
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(disposition, "disposition");
      Objects.requireNonNull(stage, "stage");
    }

    /** What of it would be kept, on which ground and until when; {@code null} when nothing is. */
    public ErasureRule.@Nullable Retention retention() {
      if (disposition instanceof Disposition.Kept kept) {
        return kept.retention();
      }
      return rule == null ? null : rule.retention();
    }
  }
}
