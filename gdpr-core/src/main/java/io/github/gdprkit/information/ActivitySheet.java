package io.github.gdprkit.information;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sheet of one activity in a controller's record.
 *
 * @param joined the activity with what its hooks declare
 * @param software what it is done with; empty when nobody said it
 * @param created civil day on which the sheet was begun, or {@code null}
 * @param updated civil day of its last change, or {@code null}
 */
public record ActivitySheet(
    JoinedActivity joined,
    List<String> software,
    @Nullable LocalDate created,
    @Nullable LocalDate updated) {

  /** Refuses a change before the beginning with {@link IllegalArgumentException}. */
  public ActivitySheet {
    Objects.requireNonNull(joined, "joined");
    software = List.copyOf(software);
    if (created != null && updated != null && updated.isBefore(created)) {
      throw new IllegalArgumentException(
          "The sheet of "
              + joined.activity().id()
              + " cannot have been updated before it was created");
    }
  }
}
