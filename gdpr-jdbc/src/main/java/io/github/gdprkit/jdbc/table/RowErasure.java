package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.ErasureMode;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.subject.IdentifierType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the rows of a table when their data subject is erased (Art. 17). With everyone,
 * at the end of a service, rows are deleted whatever this says.
 */
public final class RowErasure {

  final ErasureMode mode;
  final String whatHappens;
  final List<Change> changes;
  final Map<String, String> kept;
  final ErasureRule.@Nullable Retention retention;
  final @Nullable Condition retained;

  /** What is written into a column. */
  record Change(
      String column,
      To to,
      @Nullable Object constant,
      @Nullable TombstoneKey key,
      @Nullable Within within) {}

  /** An identifier with what stands around it in a text. */
  record Within(IdentifierType type, String before, String after) {}

  /** Kinds of what is written. */
  enum To {
    NULL,
    CONSTANT,
    TOMBSTONE,
    /** The tombstone, in the place of an identifier in a text that is otherwise left. */
    WITHIN
  }

  private RowErasure(
      ErasureMode mode,
      String whatHappens,
      List<Change> changes,
      Map<String, String> kept,
      ErasureRule.@Nullable Retention retention,
      @Nullable Condition retained) {
    this.mode = mode;
    this.whatHappens = whatHappens;
    this.changes = changes;
    this.kept = kept;
    this.retention = retention;
    this.retained = retained;
  }

  /** The rows are deleted; the text tells the data subject what comes of it. */
  public static RowErasure deletes(String whatHappens) {
    return new RowErasure(ErasureMode.ERASE, whatHappens, List.of(), Map.of(), null, null);
  }

  /**
   * The rows stay and are nobody's any more: every subject column has to be changed. A change of a
   * subject column is made where that column names the person; other changes in each of the rows.
   */
  public static RowErasure anonymises(String whatHappens) {
    return new RowErasure(ErasureMode.ANONYMISE, whatHappens, List.of(), Map.of(), null, null);
  }

  /** The rows stay as a mark that there was something; their content is changed. */
  public static RowErasure leavesPlaceholder(String whatHappens) {
    return new RowErasure(ErasureMode.PLACEHOLDER, whatHappens, List.of(), Map.of(), null, null);
  }

  /** These columns become empty. */
  public RowErasure toNull(String... columns) {
    RowErasure erasure = this;
    for (String column : columns) {
      erasure = erasure.with(new Change(column, To.NULL, null, null, null));
    }
    return erasure;
  }

  /** This column gets the same value in all rows: a text, a number or a boolean. */
  public RowErasure toConstant(String column, Object value) {
    return with(
        new Change(column, To.CONSTANT, Objects.requireNonNull(value, "value"), null, null));
  }

  /** These columns get the tombstone of the erasure, at most 40 characters. */
  public RowErasure toTombstone(String... columns) {
    RowErasure erasure = this;
    for (String column : columns) {
      erasure = erasure.with(new Change(column, To.TOMBSTONE, null, null, null));
    }
    return erasure;
  }

  /** This column gets the host's key of whoever stands for the tombstone, such as a user's row. */
  public RowErasure toTombstone(String column, TombstoneKey key) {
    return with(new Change(column, To.TOMBSTONE, null, Objects.requireNonNull(key, "key"), null));
  }

  /**
   * In the text of this column the tombstone takes the place of the person's identifiers of this
   * type, wherever one stands between these two texts; all else stays, and what the column says of
   * others too. Without delimiters on both sides it would be found in the names of others as well,
   * so they must not be empty.
   */
  public RowErasure toTombstoneWithin(
      String column, IdentifierType type, String before, String after) {
    if (before.isEmpty() || after.isEmpty()) {
      throw new IllegalArgumentException(
          "Say what stands before and behind an identifier in " + column + ", quotes, say");
    }
    return with(new Change(column, To.WITHIN, null, null, new Within(type, before, after)));
  }

  /**
   * These columns stay as they are in rows that stay. Every column that the hook knows is changed
   * or kept, but for the key.
   *
   * @param why the reason, for whoever checks what is erased
   */
  public RowErasure keeping(String why, String... columns) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("Say why the columns stay as they are");
    }
    Map<String, String> more = new LinkedHashMap<>(kept);
    for (String column : columns) {
      more.put(column, why);
    }
    return new RowErasure(
        mode, whatHappens, changes, Collections.unmodifiableMap(more), retention, retained);
  }

  /**
   * Rows that meet this condition are kept, with the ground and the words that the data subject
   * reads (Art. 17(3)). At the end of a service only those are kept that the law requires to be.
   *
   * @param sql a condition over the table's columns, text of your program and never of a user
   * @param values bound to its question marks, in their order
   */
  public RowErasure exceptWhere(
      ErasureRule.Retention what, String sql, @Nullable Object... values) {
    return new RowErasure(
        mode,
        whatHappens,
        changes,
        kept,
        Objects.requireNonNull(what, "what"),
        Condition.of(sql, values));
  }

  ErasureRule rule() {
    return new ErasureRule(mode, retention);
  }

  private RowErasure with(Change change) {
    List<Change> more = new ArrayList<>(changes);
    more.add(change);
    return new RowErasure(mode, whatHappens, List.copyOf(more), kept, retention, retained);
  }
}
