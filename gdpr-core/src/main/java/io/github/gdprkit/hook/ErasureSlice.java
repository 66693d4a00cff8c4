package io.github.gdprkit.hook;

import io.github.gdprkit.subject.DataSubject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One batch's worth of work for an {@link ErasureHook}: whose data, from where, and by whose {@link
 * Approval}. Made by the library; a slice cannot exist without an approval.
 */
public final class ErasureSlice {

  private final Approval approval;
  private final Scope scope;
  private final Tombstone tombstone;
  private final @Nullable String after;
  private final int maxRecords;

  private ErasureSlice(
      Approval approval, Scope scope, Tombstone tombstone, @Nullable String after, int maxRecords) {
    this.approval = approval;
    this.scope = scope;
    this.tombstone = tombstone;
    this.after = after;
    this.maxRecords = maxRecords;
  }

  /**
   * The first slice of approved work.
   *
   * @param maxRecords at least 1
   */
  public static ErasureSlice first(
      Approval approval, Scope scope, Tombstone tombstone, int maxRecords) {
    if (maxRecords < 1) {
      throw new IllegalArgumentException("A batch holds at least one record, not " + maxRecords);
    }
    return new ErasureSlice(
        Objects.requireNonNull(approval, "approval"),
        Objects.requireNonNull(scope, "scope"),
        Objects.requireNonNull(tombstone, "tombstone"),
        null,
        maxRecords);
  }

  /** The slice that goes on behind this cursor. */
  public ErasureSlice next(String cursor) {
    return new ErasureSlice(approval, scope, tombstone, cursor, maxRecords);
  }

  /** Whose decision this work rests on. */
  public Approval approval() {
    return approval;
  }

  /** Whose data. */
  public Scope scope() {
    return scope;
  }

  /**
   * The one person this is about.
   *
   * @throws IllegalStateException when the scope is everyone of a controller
   */
  public DataSubject subject() {
    return Scope.only(scope);
  }

  /** Who stands in the person's place in content that stays. */
  public Tombstone tombstone() {
    return tombstone;
  }

  /** The cursor of the batch before, {@code null} at the start. */
  public @Nullable String after() {
    return after;
  }

  /** How many records to erase at most in this call. */
  public int maxRecords() {
    return maxRecords;
  }

  @Override
  public String toString() {
    return "ErasureSlice[" + approval.reference() + (after == null ? ", first batch]" : "]");
  }
}
