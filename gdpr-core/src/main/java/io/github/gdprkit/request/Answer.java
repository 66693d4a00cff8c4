package io.github.gdprkit.request;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the data subject has to be told, as data: an application puts it into its own letter, page
 * or language. {@link Answers} writes them. One that lacks what the Regulation wants told cannot be
 * made: no refusal without its reasons, the way to the supervisory authority and the way to court.
 *
 * @param kind what it is about
 * @param claim what was asked for; {@code null} for the withdrawal of a consent, which is no claim
 * @param items in the order in which they are told
 */
public record Answer(AnswerKind kind, @Nullable Claim claim, List<AnswerItem> items) {

  /**
   * Refuses an answer that leaves out what has to be told, with {@link IllegalArgumentException}.
   */
  public Answer {
    Objects.requireNonNull(kind, "kind");
    items = List.copyOf(items);
    if ((claim == null) != (kind == AnswerKind.CONSENT_WITHDRAWAL)) {
      throw new IllegalArgumentException(
          "Every answer but that to the withdrawal of a consent answers a claim");
    }
    Set<ToTell> missing = EnumSet.copyOf(mustTell(kind, claim));
    items.forEach(item -> missing.remove(item.what()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "An answer of the kind "
              + kind
              + " has to tell "
              + missing.stream()
                  .map(what -> what.text() + " (Art. " + what.reference() + ")")
                  .collect(Collectors.joining(", ")));
    }
  }

  /** What an answer of this kind to this claim has to tell; more may apply to a case. */
  public static Set<ToTell> mustTell(AnswerKind kind, @Nullable Claim claim) {
    return switch (kind) {
      case RECEIPT -> EnumSet.of(ToTell.RECEIVED, ToTell.DUE_DATE);
      case IDENTITY_QUESTION -> EnumSet.of(ToTell.IDENTITY_QUESTION, ToTell.CLOCK_STANDS);
      case CLARIFICATION_QUESTION -> EnumSet.of(ToTell.CLARIFICATION_QUESTION, ToTell.CLOCK_STANDS);
      case EXTENSION -> EnumSet.of(ToTell.EXTENSION, ToTell.EXTENSION_REASONS);
      case MEANWHILE -> EnumSet.of(ToTell.RESTRICTED, ToTell.LIFTING);
      case GRANT -> granted(Objects.requireNonNull(claim, "claim"));
      case NOTHING_HELD -> EnumSet.of(ToTell.CONFIRMATION, ToTell.RIGHT_TO_COMPLAIN);
      case PARTIAL -> {
        Set<ToTell> both = refused();
        both.addAll(granted(Objects.requireNonNull(claim, "claim")));
        yield both;
      }
      case REFUSAL -> refused();
      case LIFTING -> EnumSet.of(ToTell.LIFTING);
      case WITHDRAWAL -> EnumSet.of(ToTell.REQUEST_WITHDRAWN);
      case CONSENT_WITHDRAWAL -> EnumSet.of(ToTell.CONSENT_WITHDRAWN);
    };
  }

  /** What a grant of this claim tells beyond what it must, where the case has it. */
  public static Set<ToTell> whereApplicable(Claim claim) {
    return switch (claim) {
      case ACCESS ->
          EnumSet.of(ToTell.SOURCE, ToTell.AUTOMATED_DECISIONS, ToTell.TRANSFER_SAFEGUARDS);
      case ERASURE -> EnumSet.of(ToTell.ANONYMISED, ToTell.RETAINED);
      case OBJECTION -> EnumSet.of(ToTell.RESTRICTED, ToTell.LIFTING);
      case RECTIFICATION, RESTRICTION, PORTABILITY, OBJECTION_TO_DIRECT_MARKETING, HUMAN_REVIEW ->
          EnumSet.noneOf(ToTell.class);
    };
  }

  /** The texts of one thing that is told, in their order. */
  public List<String> texts(ToTell what) {
    return items.stream().filter(item -> item.what() == what).map(AnswerItem::text).toList();
  }

  /** The whole as plain text, a paragraph for each thing. */
  public String text() {
    return items.stream().map(AnswerItem::text).collect(Collectors.joining("\n\n"));
  }

  private static Set<ToTell> granted(Claim claim) {
    return switch (claim) {
      case ACCESS ->
          EnumSet.of(
              ToTell.CONFIRMATION,
              ToTell.COPY,
              ToTell.PURPOSES,
              ToTell.CATEGORIES,
              ToTell.RECIPIENTS,
              ToTell.STORAGE_PERIOD,
              ToTell.RIGHTS,
              ToTell.RIGHT_TO_COMPLAIN);
      case RECTIFICATION -> EnumSet.of(ToTell.RECTIFIED, ToTell.RECIPIENTS_TOLD);
      case ERASURE -> EnumSet.of(ToTell.ERASED, ToTell.RECIPIENTS_TOLD);
      case RESTRICTION -> EnumSet.of(ToTell.RESTRICTED, ToTell.LIFTING, ToTell.RECIPIENTS_TOLD);
      case PORTABILITY -> EnumSet.of(ToTell.PORTABLE_COPY, ToTell.DIRECT_TRANSMISSION);
      case OBJECTION -> EnumSet.of(ToTell.PROCESSING_STOPPED);
      case OBJECTION_TO_DIRECT_MARKETING -> EnumSet.of(ToTell.MARKETING_STOPPED);
      case HUMAN_REVIEW -> EnumSet.of(ToTell.HUMAN_DECIDES, ToTell.OWN_VIEW, ToTell.CONTEST);
    };
  }

  private static Set<ToTell> refused() {
    return EnumSet.of(ToTell.REFUSAL_REASON, ToTell.COMPLAINT, ToTell.JUDICIAL_REMEDY);
  }

  /** Leaves the texts out. */
  @Override
  public String toString() {
    return "Answer[" + kind + ", " + claim + ", " + items + "]";
  }
}
