package io.github.gdprkit.request;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which work a granted claim is made of. */
public final class RequestWork {

  private RequestWork() {}

  /** Every kind of work that a claim can need, in the order of the work. */
  public static Set<TaskKind> of(Claim claim) {
    return Collections.unmodifiableSet(
        switch (claim) {
          case ACCESS, PORTABILITY -> EnumSet.of(TaskKind.EXPORT, TaskKind.BY_HAND);
          case RECTIFICATION ->
              EnumSet.of(TaskKind.RECTIFY, TaskKind.BY_HAND, TaskKind.TELL_RECIPIENT);
          case ERASURE ->
              EnumSet.of(
                  TaskKind.ERASE_ARCHIVES,
                  TaskKind.ERASE,
                  TaskKind.BY_HAND,
                  TaskKind.TELL_RECIPIENT);
          case RESTRICTION ->
              EnumSet.of(TaskKind.RESTRICT, TaskKind.BY_HAND, TaskKind.TELL_RECIPIENT);
          case OBJECTION, OBJECTION_TO_DIRECT_MARKETING ->
              EnumSet.of(TaskKind.STOP_PROCESSING, TaskKind.BY_HAND);
          case HUMAN_REVIEW -> EnumSet.of(TaskKind.BY_HAND);
        });
  }

  /** What a hook does for a claim; empty where no hook can, and a person has to. */
  public static Optional<TaskKind> byHook(Claim claim) {
    return switch (claim) {
      case ACCESS, PORTABILITY -> Optional.of(TaskKind.EXPORT);
      case RECTIFICATION -> Optional.of(TaskKind.RECTIFY);
      case ERASURE -> Optional.of(TaskKind.ERASE);
      case RESTRICTION -> Optional.of(TaskKind.RESTRICT);
      case OBJECTION, OBJECTION_TO_DIRECT_MARKETING -> Optional.of(TaskKind.STOP_PROCESSING);
      case HUMAN_REVIEW -> Optional.empty();
    };
  }

  /**
   * What holds for a claim that is not decided yet: what was objected to is restricted while the
   * grounds are weighed (Art. 18(1)(d)). The library says so to whoever asks; no hook is called for
   * it before something is decided.
   */
  public static Optional<TaskKind> meanwhile(Claim claim) {
    return claim == Claim.OBJECTION ? Optional.of(TaskKind.RESTRICT) : Optional.empty();
  }

  /** Whether each recipient has to be told of what was done (Art. 19). */
  public static boolean tellsRecipients(Claim claim) {
    return of(claim).contains(TaskKind.TELL_RECIPIENT);
  }

  /** What this kind of work is, in the middle of a sentence, for people. */
  public static String text(Claim claim, TaskKind kind) {
    return switch (kind) {
      case EXPORT ->
          claim == Claim.PORTABILITY
              ? "the export hooks that declare portability write what was provided into an archive"
              : "the export hooks write everything into an archive";
      case RECTIFY -> "the rectification hooks put the values right";
      case RESTRICT ->
          claim == Claim.OBJECTION
              ? "meanwhile `isRestricted` says so to all other work"
              : "the restriction hooks mark the data, and `isRestricted` says so to all other work";
      case STOP_PROCESSING ->
          claim == Claim.OBJECTION_TO_DIRECT_MARKETING
              ? "the objection hooks stop direct marketing and the profiling for it"
              : "the objection hooks stop what was objected to";
      case ERASE_ARCHIVES -> "the ledger is written first, then the earlier archives are erased";
      case ERASE ->
          "the erasure hooks erase batch by batch, stage after stage, and what is left is verified";
      case BY_HAND ->
          claim == Claim.HUMAN_REVIEW
              ? "a person looks at the decision again"
              : "a person does what no hook can";
      case TELL_RECIPIENT -> "each recipient is told";
    };
  }
}
