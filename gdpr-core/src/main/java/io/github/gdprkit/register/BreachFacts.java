package io.github.gdprkit.register;

import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a breach when it is recorded (Art. 33(5)): the facts, its effects and the
 * remedial action taken.
 *
 * @param kinds what was breached; one at least
 * @param detectedAt when the first sign was noticed, UTC
 * @param occurredFrom when it happened or began, {@code null} while that is not known
 * @param occurredUntil when it ended, {@code null} while that is not known or it goes on
 * @param onBehalfOf the controllers for whom the data is processed: then this is a processor's
 *     record (Art. 33(2)). Empty in a controller's own. A breach of both is recorded twice, because
 *     the duties differ
 * @param facts what happened, in words; not blank
 * @param effects what came of it, in words; may be added later
 * @param remedialAction what was done about it, in words; may be added later
 */
public record BreachFacts(
    Set<BreachKind> kinds,
    Instant detectedAt,
    @Nullable Instant occurredFrom,
    @Nullable Instant occurredUntil,
    List<PartyId> onBehalfOf,
    String facts,
    String effects,
    String remedialAction) {

  /** Refuses what contradicts itself with {@link IllegalArgumentException}. */
  public BreachFacts {
    Objects.requireNonNull(detectedAt, "detectedAt");
    Objects.requireNonNull(effects, "effects");
    Objects.requireNonNull(remedialAction, "remedialAction");
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "A breach is one of confidentiality, integrity or availability (Art. 4(12)), or several");
    }
    if (facts.isBlank()) {
      throw new IllegalArgumentException("A breach is recorded with its facts (Art. 33(5))");
    }
    requireOrder(occurredFrom, occurredUntil);
    if (occurredFrom != null && occurredFrom.isAfter(detectedAt)) {
      throw new IllegalArgumentException(
          "A breach is detected when it happens or later; check when it occurred and was detected");
    }
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    onBehalfOf = List.copyOf(new LinkedHashSet<>(onBehalfOf));
  }

  static void requireOrder(@Nullable Instant from, @Nullable Instant until) {
    if (until != null && (from == null || until.isBefore(from))) {
      throw new IllegalArgumentException(
          "A breach ends when it began or later; say when it began as well");
    }
  }

  /** The facts of a breach of which no more is known yet. */
  public static BreachFacts of(Set<BreachKind> kinds, Instant detectedAt, String facts) {
    return new BreachFacts(kinds, detectedAt, null, null, List.of(), facts, "", "");
  }

  /** The same, having happened at this instant. */
  public BreachFacts occurredAt(Instant at) {
    return occurredBetween(at, at);
  }

  /** The same, having begun and ended at these instants. */
  public BreachFacts occurredBetween(Instant from, Instant until) {
    return new BreachFacts(
        kinds, detectedAt, from, until, onBehalfOf, facts, effects, remedialAction);
  }

  /** The same, going on since this instant, or nobody knows until when. */
  public BreachFacts occurredSince(Instant from) {
    return new BreachFacts(
        kinds, detectedAt, from, null, onBehalfOf, facts, effects, remedialAction);
  }

  /** The same as a processor's record, of data of these controllers. */
  public BreachFacts onBehalfOf(PartyId... controllers) {
    return new BreachFacts(
        kinds,
        detectedAt,
        occurredFrom,
        occurredUntil,
        List.of(controllers),
        facts,
        effects,
        remedialAction);
  }

  /** The same with what came of it. */
  public BreachFacts withEffects(String text) {
    return new BreachFacts(
        kinds, detectedAt, occurredFrom, occurredUntil, onBehalfOf, facts, text, remedialAction);
  }

  /** The same with what was done about it. */
  public BreachFacts withRemedialAction(String text) {
    return new BreachFacts(
        kinds, detectedAt, occurredFrom, occurredUntil, onBehalfOf, facts, effects, text);
  }

  /** Leaves the words out. */
  @Override
  public String toString() {
    return "BreachFacts" + kinds;
  }
}
