package io.github.gdprkit.jdbc.table;

/**
 * A column of the database that no hook declares and no exclusion names. Whether it holds personal
 * data is for a person to say.
 *
 * @param table the table, with its schema where it is not found without
 * @param name the column
 * @param type what the database says that it holds
 * @param advice what to do about it, with the hooks that are close to it
 */
public record UnclassifiedColumn(String table, String name, String type, String advice) {

  /** Table and column, as an exclusion would name them. */
  public String qualifiedName() {
    return table + "." + name;
  }
}
