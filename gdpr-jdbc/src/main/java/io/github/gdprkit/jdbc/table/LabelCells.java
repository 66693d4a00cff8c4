package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Keys of other rows, with the labels that are looked up before they are written. */
final class LabelCells extends Cells {

  private final LabelLookup lookup;
  private final @Nullable Relation person;
  private final LabelLookup.@Nullable Entry[] entries;

  /**
   * @param person how the person that the key names stands to the record; {@code null} when the key
   *     names no person
   */
  LabelCells(String field, int index, int rows, LabelLookup lookup, @Nullable Relation person) {
    super(field, index);
    this.lookup = lookup;
    this.person = person;
    entries = new LabelLookup.Entry[rows];
  }

  @Override
  int read(ResultSet row, int at) throws SQLException {
    entries[at] = lookup.want(row, index);
    return 8;
  }

  @Override
  void write(int at, RecordWriter out, Relation relation) {
    LabelLookup.Entry entry = entries[at];
    if (entry == null) {
      out.text(field, null);
    } else if (person == null) {
      out.text(field, entry.label());
    } else {
      out.person(field, person, entry.account(), entry.label());
    }
  }
}
