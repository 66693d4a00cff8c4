package io.github.gdprkit.hook;

import org.jspecify.annotations.Nullable;

/**
 * A column of the host's database that a hook looks after. What the hook's {@link Disposition}s say
 * of its records, they say of this column, except where a reason stands here. A secret is not given
 * out, say, and the number of a row that stays is not erased.
 *
 * @param table the table, as the database calls it; with its schema where that has to be said
 * @param name the column, as the database calls it
 * @param withheld why what is in it is not given to the data subject, or {@code null} when it is
 * @param untouched why an erasure leaves it as it is, or {@code null} when it does not
 */
public record DeclaredColumn(
    String table, String name, @Nullable String withheld, @Nullable String untouched) {

  /** Refuses blank words with {@link IllegalArgumentException}. */
  public DeclaredColumn {
    if (table.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("A column needs its name and that of its table");
    }
    if ((withheld != null && withheld.isBlank()) || (untouched != null && untouched.isBlank())) {
      throw new IllegalArgumentException(
          "Say why " + table + "." + name + " is an exception, for whoever reads it next");
    }
  }

  /** A column that goes as its hook's dispositions say, without an exception. */
  public static DeclaredColumn of(String table, String name) {
    return new DeclaredColumn(table, name, null, null);
  }
}
