package io.github.gdprkit.hook;

import io.github.gdprkit.GdprException;
import java.util.List;

/**
 * The hooks of a host do not fit together or leave something unsaid. Lists everything that is wrong
 * at once; mend the declarations it names and start again.
 */
public final class HookCatalogException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final String[] problems;

  HookCatalogException(List<String> problems) {
    super(
        "The hook catalog cannot be used; mend these declarations:\n- "
            + String.join("\n- ", problems),
        null);
    this.problems = problems.toArray(String[]::new);
  }

  /** One sentence for each thing that is wrong, naming the hook. */
  public List<String> problems() {
    return List.of(problems);
  }
}
