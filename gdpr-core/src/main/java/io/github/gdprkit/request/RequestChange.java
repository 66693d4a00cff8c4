package io.github.gdprkit.request;

import io.github.gdprkit.evidence.EvidenceDraft;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of one request, as a store takes it: what happened, and what the request is afterwards.
 *
 * @param header the request after the step; its version is that after the last of its own drafts
 * @param drafts what happened: entries of the request's own stream, and of other streams that
 *     change in the same moment; may be empty when only the papers change
 * @param papers what becomes of the working papers
 * @param fence the number that the writer holds the request's work under, or {@code null} when the
 *     step is not part of that work
 */
public record RequestChange(
    RequestHeader header, List<EvidenceDraft> drafts, Papers papers, @Nullable Long fence) {

  /** Refuses a header of another version with {@link IllegalArgumentException}. */
  public RequestChange {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(papers, "papers");
    drafts = List.copyOf(drafts);
    List<EvidenceDraft> own =
        drafts.stream().filter(draft -> draft.stream().equals(header.id().stream())).toList();
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i).expectedVersion() != header.version() - own.size() + i) {
        throw new IllegalArgumentException(
            "The events of request " + header.id() + " do not lead to the version of its header");
      }
    }
  }

  /** What becomes of the working papers. */
  public sealed interface Papers {

    /** They stay as they are. */
    record Keep() implements Papers {}

    /** They are these now. */
    record Put(RequestFile file) implements Papers {
      /** Refuses {@code null}. */
      public Put {
        Objects.requireNonNull(file, "file");
      }
    }

    /** They are erased, with the checkpoints of the work. */
    record Erase() implements Papers {}
  }
}
