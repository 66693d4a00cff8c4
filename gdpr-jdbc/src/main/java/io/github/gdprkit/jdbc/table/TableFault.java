package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.HookId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a table hook, found when it was made.
 *
 * @param hook the hook
 * @param table the table as the host named it
 * @param column the column, or {@code null} when it is about the whole table
 * @param text what is wrong and what to do; no personal data
 */
public record TableFault(HookId hook, String table, @Nullable String column, String text) {

  @Override
  public String toString() {
    return "Hook "
        + hook
        + ", table "
        + table
        + (column == null ? "" : ", column " + column)
        + ": "
        + text;
  }
}
