package io.github.gdprkit.information;

import java.util.Objects;

/**
 * Something that the record of processing and the software do not agree on.
 *
 * @param kind what does not agree
 * @param name the hook, activity, category or table, as it is declared
 * @param text what is wrong and what to do about it
 */
public record DriftFinding(Kind kind, String name, String text) {

  /** What can drift apart. */
  public enum Kind {
    /** A hook stores something that no activity covers. */
    HOOK_WITHOUT_ACTIVITY,
    /** An activity names a category that no hook stores. */
    ACTIVITY_WITHOUT_HOOK,
    /** A hook rests on a legal basis that no activity covering it has. */
    BASIS_WITHOUT_PURPOSE,
    /** Something is stored where no hook says that it looks. */
    UNDECLARED_STORE,
    /** A hook says that it looks where nothing is stored. */
    MISSING_STORE
  }

  /** Refuses {@code null}. */
  public DriftFinding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }
}
