package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.GdprException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Table hooks do not fit the database they were made for. The message lists everything that is
 * wrong, so that one start of the application is enough to find it all.
 */
public final class TableHookException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient List<TableFault> faults;

  TableHookException(List<TableFault> faults) {
    this(faults, null);
  }

  TableHookException(List<TableFault> faults, @Nullable Throwable cause) {
    super(
        faults.stream()
            .map(TableFault::toString)
            .collect(
                Collectors.joining("\n- ", "The table hooks do not fit the database:\n- ", "")),
        cause);
    this.faults = new ArrayList<>(faults);
  }

  /** Everything that is wrong; empty after serialisation. */
  public List<TableFault> faults() {
    return faults == null ? List.of() : List.copyOf(faults);
  }
}
