package io.github.gdprkit.erasure;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.subject.DataSubjectRight;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the data subject is told about an erasure (Art. 12(3), 17): for each kind of data what
 * became of it, also what was kept and why. Free of the person's own data.
 *
 * @param reference which request
 * @param at UTC instant of the report
 * @param verifiedAt UTC instant at which the stores were asked what remains and had nothing that
 *     should be gone; {@code null} as long as they were not asked, or had
 * @param parts one for each kind of data, in the order of the catalog
 * @param recipients who had the data as well, and what came of telling them (Art. 19)
 */
public record ErasureReport(
    String reference,
    Instant at,
    @Nullable Instant verifiedAt,
    List<Part> parts,
    List<RecipientTold> recipients) {

  /** Copies the lists. */
  public ErasureReport {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(at, "at");
    parts = List.copyOf(parts);
    recipients = List.copyOf(recipients);
  }

  /** A report of data that nobody else got. */
  public ErasureReport(
      String reference, Instant at, @Nullable Instant verifiedAt, List<Part> parts) {
    this(reference, at, verifiedAt, parts, List.of());
  }

  /**
   * Whether nothing is left to do: each kind of data has outcomes, all of them are {@linkplain
   * ErasureOutcome#isSettled settled}, and no recipient is waited for.
   */
  public boolean isComplete() {
    return parts.stream().allMatch(Part::isSettled)
        && recipients.stream().allMatch(recipient -> recipient.result().isSettled());
  }

  /** Whether it is complete, and was looked at afterwards. Only then say that it is done. */
  public boolean isVerified() {
    return isComplete() && verifiedAt != null;
  }

  /** All outcomes of this kind, in the order of the parts. */
  public <O extends ErasureOutcome> List<O> outcomes(Class<O> kind) {
    return parts.stream()
        .flatMap(part -> part.outcomes().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  @Override
  public String toString() {
    return "ErasureReport["
        + reference
        + ", "
        + parts.size()
        + (isComplete() ? " parts, complete" : " parts, not complete")
        + (isVerified() ? ", verified]" : ", not verified]");
  }

  /**
   * One kind of data.
   *
   * @param hook whose
   * @param title what it is, in a few words for people
   * @param text what an erasure does with it, in words for people
   * @param outcomes what became of it; empty while nothing did
   */
  public record Part(HookId hook, String title, String text, List<ErasureOutcome> outcomes) {

    /** Refuses an outcome of another hook with {@link IllegalArgumentException}. */
    public Part {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(text, "text");
      outcomes = List.copyOf(outcomes);
      for (ErasureOutcome outcome : outcomes) {
        if (!outcome.hook().equals(hook)) {
          throw new IllegalArgumentException(
              "An outcome of hook " + outcome.hook() + " does not belong to the part " + hook);
        }
      }
    }

    /** What became of what this declaration declares. */
    public static Part of(Declaration declaration, List<ErasureOutcome> outcomes) {
      Disposition disposition = declaration.on(DataSubjectRight.ERASURE);
      return new Part(
          declaration.id(),
          declaration.title(),
          disposition == null ? declaration.text() : disposition.text(),
          outcomes);
    }

    /** Whether there are outcomes and nothing is left to do. */
    public boolean isSettled() {
      return !outcomes.isEmpty() && outcomes.stream().allMatch(ErasureOutcome::isSettled);
    }

    @Override
    public String toString() {
      return "Part[" + hook + ", " + outcomes.size() + " outcomes]";
    }
  }
}
