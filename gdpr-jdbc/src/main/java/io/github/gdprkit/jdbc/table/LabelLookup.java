package io.github.gdprkit.jdbc.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The labels that one page needs, each looked up once and several at a time. Lives as long as the
 * page, so that nobody is called by a name of long ago, and holds a bounded number.
 */
final class LabelLookup {

  private static final int KEPT = 10_000;
  private static final int AT_ONCE = 256;

  /** Where the labels of a table stand. */
  record Source(
      String table, Column key, String label, @Nullable Condition where, @Nullable Source then) {}

  /** One key of another row. */
  static final class Entry {
    private final String account;
    private @Nullable String label;

    private Entry(String account) {
      this.account = account;
    }

    String account() {
      return account;
    }

    @Nullable String label() {
      return label;
    }
  }

  private final ColumnType type;
  private final @Nullable Source source;
  private final NumberedEntries numbered = new NumberedEntries();
  private final Map<String, Entry> named = new HashMap<>();
  private final List<Entry> pending = new ArrayList<>();
  private final @Nullable LabelLookup further;

  /** For keys of this type; without a source there are no labels. */
  LabelLookup(ColumnType type, @Nullable Source source) {
    this.type = type;
    this.source = source;
    Source then = source == null ? null : source.then();
    this.further = then == null ? null : new LabelLookup(then.key().type(), then);
  }

  /** Whether it looks up the labels of this table for keys of this type. */
  boolean isFor(ColumnType otherType, @Nullable Source otherSource) {
    return type == otherType && Objects.equals(source, otherSource);
  }

  /** The entry for the key in this column; its label is there after {@link #resolve}. */
  @Nullable Entry want(ResultSet row, int index) throws SQLException {
    if (type != ColumnType.NUMBER) {
      String key = row.getString(index);
      return key == null ? null : want(key);
    }
    long key = row.getLong(index);
    return row.wasNull() ? null : want(key);
  }

  private Entry want(long key) {
    Entry known = numbered.get(key);
    if (known != null) {
      return known;
    }
    if (numbered.size() >= KEPT) {
      numbered.clear();
    }
    Entry entry = new Entry(Long.toString(key));
    numbered.put(key, entry);
    pending.add(entry);
    return entry;
  }

  private Entry want(String key) {
    Entry known = named.get(key);
    if (known != null) {
      return known;
    }
    if (named.size() >= KEPT) {
      named.clear();
    }
    Entry entry = new Entry(key);
    named.put(key, entry);
    pending.add(entry);
    return entry;
  }

  /** Looks up what is wanted and not known. */
  void resolve(Connection connection) throws SQLException {
    if (source != null) {
      for (int from = 0; from < pending.size(); from += AT_ONCE) {
        resolve(
            connection, source, pending.subList(from, Math.min(pending.size(), from + AT_ONCE)));
      }
    }
    pending.clear();
  }

  private void resolve(Connection connection, Source from, List<Entry> wanted) throws SQLException {
    Map<String, Entry> byKey = new HashMap<>();
    Map<Entry, Entry> next = new HashMap<>();
    wanted.forEach(entry -> byKey.put(entry.account, entry));
    try (PreparedStatement statement = query(from, wanted).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Entry entry = byKey.get(from.key().type().text(row, 1));
        if (entry != null && further == null) {
          entry.label = row.getString(2);
        } else if (entry != null && further != null) {
          Entry other = further.want(row, 2);
          if (other != null) {
            next.put(entry, other);
          }
        }
      }
    }
    if (further != null) {
      further.resolve(connection);
      next.forEach((entry, other) -> entry.label = other.label);
    }
  }

  /** With as many parameters as a power of two, so that there are few statements to prepare. */
  private static Sql query(Source from, List<Entry> wanted) {
    int parameters = Integer.highestOneBit(Math.max(1, 2 * wanted.size() - 1));
    Sql sql = Sql.of("SELECT " + from.key().sql() + ", " + from.label() + " FROM " + from.table());
    sql.add(" WHERE " + from.key().sql() + " IN (?" + ", ?".repeat(parameters - 1) + ")");
    for (int i = 0; i < parameters; i++) {
      String key = wanted.get(Math.min(i, wanted.size() - 1)).account;
      sql.value(from.key().type(), from.key().type().parse(key));
    }
    if (from.where() != null) {
      sql.add(" AND ").add(from.where().whole());
    }
    return sql;
  }

  /** A map from numbers that makes no objects of them. */
  private static final class NumberedEntries {

    private long[] keys = new long[64];
    private @Nullable Entry[] entries = new Entry[64];
    private int size;

    int size() {
      return size;
    }

    void clear() {
      Arrays.fill(entries, null);
      size = 0;
    }

    @Nullable Entry get(long key) {
      return entries[slot(key)];
    }

    void put(long key, Entry entry) {
      if (2 * (size + 1) > keys.length) {
        grow();
      }
      int slot = slot(key);
      keys[slot] = key;
      entries[slot] = entry;
      size++;
    }

    private int slot(long key) {
      int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
      while (entries[slot] != null && keys[slot] != key) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }

    private void grow() {
      long[] oldKeys = keys;
      @Nullable Entry[] oldEntries = entries;
      keys = new long[2 * oldKeys.length];
      entries = new Entry[2 * oldKeys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        Entry entry = oldEntries[i];
        if (entry != null) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          entries[slot] = entry;
        }
      }
    }
  }
}
