package io.github.gdprkit.register;

import io.github.gdprkit.deadline.BreachDeadline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be recorded of a breach where it stands. Each refusal says what can be done instead. */
final class BreachRules {

  private BreachRules() {}

  static void requireFacts(BreachFacts facts, @Nullable Instant awareAt, Instant now) {
    requirePast("detected", facts.detectedAt(), now);
    if (awareAt != null) {
      requireAwareness(awareAt, facts.detectedAt(), now);
    }
  }

  static void require(Breach breach, BreachEvent event, Instant now) {
    if (event instanceof BreachEvent.Confirmed confirmed) {
      requireConfirmable(breach);
      requireAwareness(confirmed.awareAt(), breach.detectedAt(), now);
    } else if (event instanceof BreachEvent.AwarenessCorrected corrected) {
      requireConfirmed(breach, "correction of when somebody became aware");
      requireAwareness(corrected.awareAt(), breach.detectedAt(), now);
    } else if (event instanceof BreachEvent.Dismissed) {
      requireMove(breach, BreachStatus.DISMISSED);
    } else if (event instanceof BreachEvent.Amended amended) {
      requireAmendable(breach, amended.amendment());
    } else if (event instanceof BreachEvent.Assessed) {
      requireControllers(breach, "assessment of the risk");
    } else if (event instanceof BreachEvent.NotNotified) {
      requireNoRisk(breach);
    } else if (event instanceof BreachEvent.AuthorityNotified notified) {
      requireNotifiable(breach, notified.notification(), now);
    } else if (event instanceof BreachEvent.CommunicationDecided decided) {
      requireDecidable(breach, decided.decision());
    } else if (event instanceof BreachEvent.Communicated told) {
      requireControllers(breach, "communication to data subjects");
      requireDecided(breach);
      requirePast("communicated", told.at(), now);
    } else if (event instanceof BreachEvent.ControllerNotified notified) {
      requireConcerned(breach, notified.notice(), now);
    } else if (event instanceof BreachEvent.Closed) {
      requireClosable(breach);
    } else if (event instanceof BreachEvent.Reopened && breach.status() != BreachStatus.CLOSED) {
      throw new IllegalBreachMoveException(breach, "reopening", "only a closed one is reopened");
    }
  }

  private static void requireConfirmable(Breach breach) {
    if (breach.status() == BreachStatus.CLOSED) {
      throw new IllegalBreachMoveException(breach, "confirmation", "reopen it with a reason");
    }
    if (breach.status() == BreachStatus.CONFIRMED) {
      throw new IllegalBreachMoveException(
          breach, "confirmation", "it is confirmed; correct when you became aware, with a reason");
    }
  }

  static void requireAwareness(Instant awareAt, Instant detectedAt, Instant now) {
    requirePast("known with certainty", awareAt, now);
    if (awareAt.isBefore(detectedAt)) {
      throw new IllegalArgumentException(
          "Nobody is aware of a breach before its first sign; it was detected at " + detectedAt);
    }
  }

  private static void requirePast(String what, Instant at, Instant now) {
    // Evidence, and so now, is kept in microseconds.
    if (at.truncatedTo(ChronoUnit.MICROS).isAfter(now)) {
      throw new IllegalArgumentException(
          "A breach is not %s at %s, which is to come; it is %s now".formatted(what, at, now));
    }
  }

  private static void requireMove(Breach breach, BreachStatus to) {
    if (!breach.status().next().contains(to)) {
      throw new IllegalBreachMoveException(breach, to);
    }
  }

  private static void requireConfirmed(Breach breach, String what) {
    if (breach.status() != BreachStatus.CONFIRMED) {
      String otherwise =
          breach.status() == BreachStatus.CLOSED
              ? "reopen it with a reason"
              : "confirm it first, with when you became aware";
      throw new IllegalBreachMoveException(breach, what, otherwise);
    }
  }

  private static void requireControllers(Breach breach, String what) {
    requireConfirmed(breach, what);
    if (breach.isProcessors()) {
      throw new IllegalBreachMoveException(
          breach,
          what,
          "it is a processor's record, and that is for the controllers; tell them (Art. 33(2))");
    }
  }

  private static void requireAmendable(Breach breach, BreachAmendment amendment) {
    if (breach.status() == BreachStatus.CLOSED) {
      throw new IllegalBreachMoveException(breach, "amendment", "reopen it with a reason");
    }
    Instant from = amendment.occurredFrom();
    if (from != null && from.truncatedTo(ChronoUnit.MICROS).isAfter(breach.detectedAt())) {
      throw new IllegalArgumentException(
          "A breach is detected when it happens or later; it was at " + breach.detectedAt());
    }
    if (!amendment.onBehalfOf().isEmpty() && !breach.isProcessors()) {
      throw new IllegalArgumentException(
          "Breach %s is a controller's record; what it means for other controllers is a record of"
                  .formatted(breach.id())
              + " its own, as their processor");
    }
  }

  private static void requireNoRisk(Breach breach) {
    requireControllers(breach, "decision not to notify");
    if (!breach.notifications().isEmpty()) {
      throw new IllegalBreachMoveException(
          breach, "decision not to notify", "the authority was told; tell it what is new");
    }
    if (breach.risk().filter(BreachRisk.NONE_LIKELY::equals).isEmpty()) {
      throw new IllegalBreachMoveException(
          breach,
          "decision not to notify",
          "only a breach that is unlikely to result in a risk is not notified (Art. 33(1)); assess"
              + " that first, or notify the authority");
    }
  }

  private static void requireNotifiable(
      Breach breach, BreachNotification notification, Instant now) {
    requireControllers(breach, "notification to the authority");
    requirePast("notified", notification.at(), now);
    BreachDeadline deadline = breach.deadline().orElseThrow();
    if (notification.at().isBefore(deadline.awareAt())) {
      throw new IllegalArgumentException(
          "A notification cannot come before the controller became aware, at "
              + deadline.awareAt()
              + "; correct one of the two");
    }
    if (breach.notifications().isEmpty()
        && deadline.needsReasonsForDelay(notification.at())
        && notification.reasonsForDelay().isBlank()) {
      throw new BreachDelayException(breach.id(), deadline.strictEnd());
    }
  }

  private static void requireDecidable(Breach breach, BreachCommunication decision) {
    requireControllers(breach, "decision on telling data subjects");
    if (decision instanceof BreachCommunication.Exempt
        && breach.risk().filter(BreachRisk.HIGH_RISK::equals).isEmpty()) {
      throw new IllegalBreachMoveException(
          breach,
          "exemption of Art. 34(3)",
          "without a high risk there is nothing to be exempt from; assess the risk first");
    }
  }

  private static void requireDecided(Breach breach) {
    if (breach.communication().isEmpty()) {
      throw new IllegalBreachMoveException(
          breach, "communication to data subjects", "decide first what they are told (Art. 34)");
    }
  }

  private static void requireConcerned(Breach breach, BreachNotice notice, Instant now) {
    requireConfirmed(breach, "notice to a controller");
    requirePast("notified", notice.sentAt(), now);
    if (!breach.onBehalfOf().contains(notice.controller())) {
      throw new IllegalArgumentException(
          "Breach %s does not concern this controller; amend the record first, if it does"
              .formatted(breach.id()));
    }
  }

  private static void requireClosable(Breach breach) {
    requireMove(breach, BreachStatus.CLOSED);
    Set<BreachTask> tasks = breach.tasks();
    if (!tasks.isEmpty()) {
      throw new BreachOpenException(breach.id(), tasks);
    }
  }
}
