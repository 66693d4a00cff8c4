package io.github.gdprkit.register;

import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came to light later (Art. 33(4)). Words are added to those before, nothing is overwritten;
 * kinds and times take the place of what was known, and what is not said stays.
 *
 * @param kinds what was breached, as is known now; empty when that is not new
 * @param occurredFrom when it happened or began, {@code null} when that is not new
 * @param occurredUntil when it ended, {@code null} when that is not new
 * @param onBehalfOf further controllers concerned; in a processor's record alone
 * @param facts what else happened, in words
 * @param effects what else came of it, in words
 * @param remedialAction what else was done about it, in words
 */
public record BreachAmendment(
    Set<BreachKind> kinds,
    @Nullable Instant occurredFrom,
    @Nullable Instant occurredUntil,
    List<PartyId> onBehalfOf,
    String facts,
    String effects,
    String remedialAction) {

  private static final BreachAmendment NOTHING =
      new BreachAmendment(Set.of(), null, null, List.of(), "", "", "");

  /** Refuses what contradicts itself with {@link IllegalArgumentException}. */
  public BreachAmendment {
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(effects, "effects");
    Objects.requireNonNull(remedialAction, "remedialAction");
    BreachFacts.requireOrder(occurredFrom, occurredUntil);
    kinds = kinds.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    onBehalfOf = List.copyOf(new LinkedHashSet<>(onBehalfOf));
  }

  /** Further facts. */
  public static BreachAmendment facts(String text) {
    return new BreachAmendment(Set.of(), null, null, List.of(), text, "", "");
  }

  /** Effects. */
  public static BreachAmendment effects(String text) {
    return NOTHING.andEffects(text);
  }

  /** Remedial action. */
  public static BreachAmendment remedialAction(String text) {
    return NOTHING.andRemedialAction(text);
  }

  /** The kinds that it turned out to be. */
  public static BreachAmendment kinds(Set<BreachKind> kinds) {
    return new BreachAmendment(kinds, null, null, List.of(), "", "", "");
  }

  /** When it turned out to have happened. */
  public static BreachAmendment occurred(Instant from, @Nullable Instant until) {
    return new BreachAmendment(Set.of(), from, until, List.of(), "", "", "");
  }

  /** Further controllers that turned out to be concerned. */
  public static BreachAmendment onBehalfOf(PartyId... controllers) {
    return new BreachAmendment(Set.of(), null, null, List.of(controllers), "", "", "");
  }

  /** The same with effects. */
  public BreachAmendment andEffects(String text) {
    return new BreachAmendment(
        kinds, occurredFrom, occurredUntil, onBehalfOf, facts, text, remedialAction);
  }

  /** The same with remedial action. */
  public BreachAmendment andRemedialAction(String text) {
    return new BreachAmendment(
        kinds, occurredFrom, occurredUntil, onBehalfOf, facts, effects, text);
  }

  boolean saysNothing() {
    return kinds.isEmpty()
        && occurredFrom == null
        && onBehalfOf.isEmpty()
        && Stream.of(facts, effects, remedialAction).allMatch(String::isBlank);
  }

  /** Leaves the words out. */
  @Override
  public String toString() {
    return "BreachAmendment" + kinds;
  }
}
