package io.github.gdprkit.register;

import io.github.gdprkit.GdprException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A breach cannot be closed yet. The message says what is to be done first. */
public final class BreachOpenException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient BreachId breach;
  private final transient Set<BreachTask> tasks;

  BreachOpenException(BreachId breach, Set<BreachTask> tasks) {
    super(
        "Breach %s cannot be closed yet; first %s"
            .formatted(
                breach, tasks.stream().map(BreachTask::text).collect(Collectors.joining("; "))),
        null);
    this.breach = breach;
    this.tasks = Collections.unmodifiableSet(EnumSet.copyOf(tasks));
  }

  /** Which breach. */
  public BreachId breach() {
    return breach;
  }

  /** What is to be done. */
  public Set<BreachTask> tasks() {
    return tasks;
  }
}
