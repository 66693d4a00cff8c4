package io.github.gdprkit.hook;

import io.github.gdprkit.subject.DataSubject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page's worth of work for an {@link ExportHook}: whose data, from where, up to where, and by
 * whose {@link Approval}. Made by the library; a slice cannot exist without an approval.
 */
public final class ExportSlice {

  private final Approval approval;
  private final Scope scope;
  private final ThirdPartyPolicy policy;
  private final @Nullable String after;
  private final @Nullable String upTo;
  private final int maxRecords;
  private final int threads;

  private ExportSlice(
      Approval approval,
      Scope scope,
      ThirdPartyPolicy policy,
      @Nullable String after,
      @Nullable String upTo,
      int maxRecords,
      int threads) {
    this.approval = approval;
    this.scope = scope;
    this.policy = policy;
    this.after = after;
    this.upTo = upTo;
    this.maxRecords = maxRecords;
    this.threads = threads;
  }

  /**
   * The first slice of approved work.
   *
   * @param upTo the bound that {@link DataHook#locate} gave, or {@code null}
   * @param maxRecords at least 1
   */
  public static ExportSlice first(
      Approval approval,
      Scope scope,
      ThirdPartyPolicy policy,
      @Nullable String upTo,
      int maxRecords) {
    if (maxRecords < 1) {
      throw new IllegalArgumentException("A page holds at least one record, not " + maxRecords);
    }
    return new ExportSlice(
        Objects.requireNonNull(approval, "approval"),
        Objects.requireNonNull(scope, "scope"),
        Objects.requireNonNull(policy, "policy"),
        null,
        upTo,
        maxRecords,
        1);
  }

  /** The same for an export that may use this many threads, at least 1. */
  public ExportSlice onThreads(int newThreads) {
    if (newThreads < 1) {
      throw new IllegalArgumentException("There is at least one thread, not " + newThreads);
    }
    return new ExportSlice(approval, scope, policy, after, upTo, maxRecords, newThreads);
  }

  /** The slice that goes on behind this cursor, with the same bound. */
  public ExportSlice next(String cursor) {
    return new ExportSlice(approval, scope, policy, cursor, upTo, maxRecords, threads);
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

  /** What of shared content is wanted. A hook may use it to read less; the sink enforces it. */
  public ThirdPartyPolicy policy() {
    return policy;
  }

  /** The cursor of the page before, {@code null} at the start. */
  public @Nullable String after() {
    return after;
  }

  /** Where the work ends, inclusively, as {@link Findings#upTo} gave it when the work began. */
  public @Nullable String upTo() {
    return upTo;
  }

  /** How many records to read at most; {@link RecordSink#pageIsFull()} may end the page earlier. */
  public int maxRecords() {
    return maxRecords;
  }

  /**
   * How many threads the export may use, the one that calls the hook included; 1 unless it was said
   * otherwise. With more than one, a hook may read ahead on another thread, but it ends before the
   * page does, and only the one that was called writes to the sink.
   */
  public int threads() {
    return threads;
  }

  @Override
  public String toString() {
    return "ExportSlice[" + approval.reference() + (after == null ? ", first page]" : "]");
  }
}
