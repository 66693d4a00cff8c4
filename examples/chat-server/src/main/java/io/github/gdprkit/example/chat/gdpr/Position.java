package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far pages have come. Of one person it is the key of the last row; of everyone it is whose row
 * that was, and then its key.
 */
final class Position {

  private final boolean isEveryone;
  private final List<Object> values;

  private Position(boolean isEveryone, List<Object> values) {
    this.isEveryone = isEveryone;
    this.values = values;
  }

  static Position of(Scope scope, @Nullable String cursor) {
    return new Position(
        scope instanceof Scope.Everyone, cursor == null ? List.of() : Cursor.values(cursor));
  }

  /** The first person whose rows are still to be read. */
  long person() {
    return isEveryone && !values.isEmpty() ? (Long) values.get(0) : 0;
  }

  /** Behind which of this person's rows it goes on; empty for all of them. */
  List<Object> behind(long person) {
    if (values.isEmpty() || !isEveryone) {
      return values;
    }
    return person == person() ? values.subList(1, values.size()) : List.of();
  }

  /** Where the next page begins behind this row of this person. */
  String after(long person, String key) {
    return isEveryone ? "n" + person + "," + key : key;
  }
}
