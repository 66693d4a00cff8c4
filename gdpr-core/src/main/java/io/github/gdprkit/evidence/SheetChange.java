package io.github.gdprkit.evidence;

import java.util.Objects;

/** What happens to a sheet. */
public sealed interface SheetChange {

  /** It is written, or written anew. */
  record Put(Sheet sheet) implements SheetChange {
    /** Refuses {@code null}. */
    public Put {
      Objects.requireNonNull(sheet, "sheet");
    }
  }

  /** It is erased; nothing happens when it is not there. */
  record Erase(SheetId id) implements SheetChange {
    /** Refuses {@code null}. */
    public Erase {
      Objects.requireNonNull(id, "id");
    }
  }
}
