package io.github.gdprkit.register;

import io.github.gdprkit.deadline.BreachDeadline;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that was recorded of a breach. A breach is what its events say, in their order. */
public sealed interface BreachEvent {

  /**
   * It was taken into the register.
   *
   * @param awareAt when its keeper became aware, {@code null} while it is a suspicion
   * @param deadline until when the authority is to be told; {@code null} for a suspicion, and in a
   *     processor's record
   */
  record Recorded(BreachFacts facts, @Nullable Instant awareAt, @Nullable BreachDeadline deadline)
      implements BreachEvent {}

  /** It is reasonably certain now. */
  record Confirmed(Instant awareAt, @Nullable BreachDeadline deadline) implements BreachEvent {}

  /** The instant of becoming aware was wrong in the register; the reason says how that came. */
  record AwarenessCorrected(Instant awareAt, @Nullable BreachDeadline deadline, String reason)
      implements BreachEvent {
    /** Refuses a blank reason with {@link IllegalArgumentException}. */
    public AwarenessCorrected {
      requireReason(reason);
    }
  }

  /** No breach was found. */
  record Dismissed(String reason) implements BreachEvent {
    /** Refuses a blank reason with {@link IllegalArgumentException}. */
    public Dismissed {
      requireReason(reason);
    }
  }

  /** More came to light. */
  record Amended(BreachAmendment amendment) implements BreachEvent {
    /** Refuses an amendment that says nothing with {@link IllegalArgumentException}. */
    public Amended {
      if (amendment.saysNothing()) {
        throw new IllegalArgumentException("An amendment says what is new");
      }
    }
  }

  /** Somebody said what risk it is. */
  record Assessed(BreachRisk risk, String reason) implements BreachEvent {
    /** Refuses a blank reason with {@link IllegalArgumentException}. */
    public Assessed {
      Objects.requireNonNull(risk, "risk");
      requireReason(reason);
    }
  }

  /** Somebody decided that the authority need not be told, because no risk is likely. */
  record NotNotified(String reason) implements BreachEvent {
    /** Refuses a blank reason with {@link IllegalArgumentException}. */
    public NotNotified {
      requireReason(reason);
    }
  }

  /** The authority was told. */
  record AuthorityNotified(BreachNotification notification) implements BreachEvent {}

  /** Somebody decided whether the data subjects are told. */
  record CommunicationDecided(BreachCommunication decision) implements BreachEvent {}

  /**
   * Data subjects, or the public, were told.
   *
   * @param subjects how many people, {@code null} when that cannot be counted, as with the public
   * @param channel by which means, in words
   */
  record Communicated(Instant at, @Nullable Long subjects, String channel) implements BreachEvent {
    /** Refuses negative numbers and a blank channel with {@link IllegalArgumentException}. */
    public Communicated {
      Objects.requireNonNull(at, "at");
      if (channel.isBlank() || subjects != null && subjects < 0) {
        throw new IllegalArgumentException(
            "Say by which means people were told, and how many where that can be counted");
      }
    }
  }

  /** A controller was told, by the processor whose register this is. */
  record ControllerNotified(BreachNotice notice) implements BreachEvent {}

  /** A processor told the controller whose register this is. */
  record ToldByProcessor(BreachNotice notice, Instant receivedAt) implements BreachEvent {}

  /** All was done. */
  record Closed() implements BreachEvent {}

  /** It goes on. */
  record Reopened(String reason) implements BreachEvent {
    /** Refuses a blank reason with {@link IllegalArgumentException}. */
    public Reopened {
      requireReason(reason);
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "The register says why; the authority verifies compliance by it (Art. 33(5))");
    }
  }
}
