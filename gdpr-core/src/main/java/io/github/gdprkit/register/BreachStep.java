package io.github.gdprkit.register;

import io.github.gdprkit.evidence.Actor;
import java.time.Instant;

/**
 * One entry in the history of a breach.
 *
 * @param number from 1 without gaps
 * @param at when it was recorded, UTC
 * @param by who recorded it
 * @param event what was recorded; words that are not there any more read "erased"
 * @param words whether the words are those of the evidence
 */
public record BreachStep(long number, Instant at, Actor by, BreachEvent event, BreachWords words) {

  /** Leaves the event out. */
  @Override
  public String toString() {
    return "BreachStep[" + number + ", " + event.getClass().getSimpleName() + "]";
  }
}
