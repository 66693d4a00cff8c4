package io.github.gdprkit.fulfilment;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.Controller;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the controller is told about the end of a service (Art. 28(3)(g), (h)): what it was given,
 * what was erased, what was kept and why. Free of personal data of data subjects.
 *
 * @param reference the controller's own
 * @param controller whose data it was
 * @param choice what the controller chose
 * @param instructedBy who said so
 * @param instructedAt UTC instant
 * @param status where it stands
 * @param returned what was returned; {@code null} when nothing was, or not yet
 * @param handedOverAt UTC instant at which the controller had it; {@code null} when it does not
 * @param endedAt UTC instant at which everything was verified to be gone; {@code null} until then
 * @param archivesErased how many archives of the controller were erased
 * @param papersErased of how many requests the papers were erased
 * @param parts one for each kind of data, in the order of the catalog
 */
public record EndOfServiceReport(
    String reference,
    Controller controller,
    EndOfServiceChoice choice,
    Actor instructedBy,
    Instant instructedAt,
    EndOfServiceStatus status,
    EndingService.@Nullable Returned returned,
    @Nullable Instant handedOverAt,
    @Nullable Instant endedAt,
    long archivesErased,
    long papersErased,
    List<Part> parts) {

  /** Copies the list. */
  public EndOfServiceReport {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(instructedBy, "instructedBy");
    Objects.requireNonNull(instructedAt, "instructedAt");
    Objects.requireNonNull(status, "status");
    parts = List.copyOf(parts);
  }

  /** What is kept, because Union or Member State law says so. */
  public List<Part> retained() {
    return parts.stream().filter(part -> part.step().retained() > 0).toList();
  }

  /** What failed in the last run, and was not put right since. */
  public List<Part> failures() {
    return parts.stream()
        .filter(part -> part.step().state() == EndOfServiceStep.State.FAILED)
        .toList();
  }

  @Override
  public String toString() {
    return "EndOfServiceReport[" + reference + ", " + status + ", " + parts.size() + " parts]";
  }

  /**
   * One kind of data.
   *
   * @param hook whose
   * @param title what it is, in a few words for people
   * @param returned how many of its records are in the archive
   * @param step what became of it
   * @param retainedWhat what of it is kept, in words for people; {@code null} when nothing is
   * @param retainedUntil until when, in words for people; {@code null} when nothing is
   */
  public record Part(
      HookId hook,
      String title,
      long returned,
      EndOfServiceStep step,
      @Nullable String retainedWhat,
      @Nullable String retainedUntil) {

    /** Refuses a step of another hook with {@link IllegalArgumentException}. */
    public Part {
      Objects.requireNonNull(title, "title");
      if (!step.hook().equals(hook)) {
        throw new IllegalArgumentException(
            "A step of hook " + step.hook() + " does not belong to the part " + hook);
      }
    }
  }
}
