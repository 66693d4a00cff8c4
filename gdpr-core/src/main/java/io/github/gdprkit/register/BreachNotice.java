package io.github.gdprkit.register;

import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a processor tells one controller of a breach (Art. 33(2)), in one phase. It names no other
 * controller: its reference is this controller's own, its content is what the processor wrote for
 * this one.
 *
 * @param reference ties the phases for this controller together; random, 1 to 60 letters, digits,
 *     {@code _} and {@code -}
 * @param phase from 1
 * @param processor who tells
 * @param controller who is told
 * @param kinds what was breached
 * @param detectedAt when the processor noticed the first sign
 * @param occurredFrom when it happened or began, {@code null} while that is not known
 * @param occurredUntil when it ended, {@code null} while that is not known or it goes on
 * @param sentAt when it was sent
 * @param content what the controller needs for its own notification
 */
public record BreachNotice(
    String reference,
    int phase,
    PartyId processor,
    PartyId controller,
    Set<BreachKind> kinds,
    Instant detectedAt,
    @Nullable Instant occurredFrom,
    @Nullable Instant occurredUntil,
    Instant sentAt,
    BreachContent content) {

  /** Refuses what is not whole with {@link IllegalArgumentException}. */
  public BreachNotice {
    Objects.requireNonNull(processor, "processor");
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(detectedAt, "detectedAt");
    Objects.requireNonNull(sentAt, "sentAt");
    if (!reference.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,59}") || phase < 1) {
      throw new IllegalArgumentException(
          "A notice has a reference of 1 to 60 letters, digits, _ and - and a phase from 1");
    }
    if (kinds.isEmpty() || content.nature().isBlank() && phase == 1) {
      throw new IllegalArgumentException(
          "A notice says what was breached, and the first one what happened");
    }
    BreachFacts.requireOrder(occurredFrom, occurredUntil);
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }

  /** Leaves the words out. */
  @Override
  public String toString() {
    return "BreachNotice[" + reference + ", phase " + phase + "]";
  }
}
