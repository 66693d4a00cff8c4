package io.github.gdprkit.jdbc.table;

import javax.sql.DataSource;

/** A {@link TableHookBuilder} that has said all, what becomes of rows in an erasure included. */
public final class TableErasureHookBuilder implements DeclaredTable {

  final TableHookBuilder whole;

  TableErasureHookBuilder(TableHookBuilder whole) {
    this.whole = whole;
  }

  /**
   * Makes the hook, checked against the database.
   *
   * @throws TableHookException with everything that does not fit the database
   */
  public TableErasureHook over(DataSource database) {
    return (TableErasureHook) TableHook.all(database, this).get(0);
  }
}
