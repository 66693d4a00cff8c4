package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A subprocessor cannot be engaged yet, or not go on as it would be. Remove each of the {@link
 * #obstacles}, and try again.
 */
public final class SubprocessorNotEngageableException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient SubprocessorId subprocessor;
  private final transient List<SubprocessorObstacle> obstacles;

  SubprocessorNotEngageableException(
      SubprocessorId subprocessor, List<SubprocessorObstacle> obstacles) {
    super(
        "Subprocessor %s cannot be engaged: %s"
            .formatted(
                subprocessor,
                obstacles.stream()
                    .map(SubprocessorObstacle::text)
                    .collect(Collectors.joining("; "))),
        null);
    this.subprocessor = subprocessor;
    this.obstacles = List.copyOf(obstacles);
  }

  /** Which one. */
  public SubprocessorId subprocessor() {
    return subprocessor;
  }

  /** All that is missing. */
  public List<SubprocessorObstacle> obstacles() {
    return obstacles;
  }
}
