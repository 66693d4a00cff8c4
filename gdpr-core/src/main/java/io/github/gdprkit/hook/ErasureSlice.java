package io.github.gdprkit.hook;

import io.github.gdprkit.subject.DataSubject;
import java.util.Objects;
import java.util.OptionalLong;
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
  private final Assignment assignment;

  private ErasureSlice(
      Approval approval,
      Scope scope,
      Tombstone tombstone,
      @Nullable String after,
      int maxRecords,
      Assignment assignment) {
    this.approval = approval;
    this.scope = scope;
    this.tombstone = tombstone;
    this.after = after;
    this.maxRecords = maxRecords;
    this.assignment = assignment;
  }

  /**
   * The first slice of approved work that is no request's, such as in the test of a hook.
   *
   * @param maxRecords at least 1
   */
  public static ErasureSlice first(
      Approval approval, Scope scope, Tombstone tombstone, int maxRecords) {
    return first(approval, scope, tombstone, maxRecords, Assignment.of(approval));
  }

  /**
   * The first slice of an assignment.
   *
   * @param maxRecords at least 1
   */
  public static ErasureSlice first(
      Approval approval, Scope scope, Tombstone tombstone, int maxRecords, Assignment assignment) {
    if (maxRecords < 1) {
      throw new IllegalArgumentException("A batch holds at least one record, not " + maxRecords);
    }
    return new ErasureSlice(
        Objects.requireNonNull(approval, "approval"),
        Objects.requireNonNull(scope, "scope"),
        Objects.requireNonNull(tombstone, "tombstone"),
        null,
        maxRecords,
        Objects.requireNonNull(assignment, "assignment"));
  }

  /** The slice that goes on behind this cursor. */
  public ErasureSlice next(String cursor) {
    return new ErasureSlice(approval, scope, tombstone, cursor, maxRecords, assignment);
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

  /**
   * The name of this call: the same whenever this batch is asked for again, because nobody learned
   * whether it was done. Work that begins at the start again, because records were left behind or a
   * backup was restored, has other names, and is to be done.
   */
  public OperationId operation() {
    return assignment.operation(after);
  }

  /**
   * The number under which the caller holds the work. A host that keeps the greatest one for each
   * {@linkplain Approval#reference reference} can refuse a node that was away and does not know yet
   * that another took over. Empty where nobody else can hold the work.
   */
  public OptionalLong fence() {
    return assignment.held();
  }

  @Override
  public String toString() {
    return "ErasureSlice[" + approval.reference() + (after == null ? ", first batch]" : "]");
  }
}
