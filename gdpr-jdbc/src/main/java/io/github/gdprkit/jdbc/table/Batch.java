package io.github.gdprkit.jdbc.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A few rows that were taken from the database and are not yet written. */
final class Batch {

  private final List<Column> key;
  private final Cells[] cells;

  /** The parts of the keys that are whole numbers, by the place of the column. */
  private final long[][] numbers;

  /** All other parts. */
  private final String[][] texts;

  private final int room;
  private int size;
  private boolean last;

  /**
   * @param cells one for each field, with room for this many rows
   */
  Batch(List<Column> key, Cells[] cells, int room) {
    this.key = key;
    this.cells = cells;
    this.room = room;
    this.numbers = new long[key.size()][];
    this.texts = new String[key.size()][];
    for (int i = 0; i < key.size(); i++) {
      if (isNumber(i)) {
        numbers[i] = new long[room];
      } else {
        texts[i] = new String[room];
      }
    }
  }

  private boolean isNumber(int column) {
    return key.get(column).type() == ColumnType.NUMBER;
  }

  int room() {
    return room;
  }

  /** How many rows it has. */
  int size() {
    return size;
  }

  /** Whether there are no rows behind its own. */
  boolean isLast() {
    return last;
  }

  Cells[] cells() {
    return cells;
  }

  void clear() {
    size = 0;
    last = false;
  }

  void endHere() {
    last = true;
  }

  /** Takes the row that the result stands at; returns about how large it is. */
  int add(ResultSet row) throws SQLException {
    int bytes = 0;
    for (Cells column : cells) {
      bytes += column.read(row, size);
    }
    for (int i = 0; i < numbers.length; i++) {
      if (isNumber(i)) {
        numbers[i][size] = Rows.keyNumber(row, i + 1);
      } else {
        texts[i][size] = Rows.keyText(key.get(i).type(), row, i + 1);
      }
    }
    size++;
    return bytes;
  }

  /** The key of a row, as far as it orders the rows of the branch. */
  List<String> key(int at, Branch branch) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      if (branch.key().contains(key.get(i))) {
        parts.add(isNumber(i) ? Long.toString(numbers[i][at]) : texts[i][at]);
      }
    }
    return parts;
  }
}
