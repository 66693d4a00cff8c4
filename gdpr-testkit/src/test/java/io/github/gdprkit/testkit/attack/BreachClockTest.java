package io.github.gdprkit.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachAmendment;
import io.github.gdprkit.register.BreachContent;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachNotice;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachOpenException;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.BreachStatus;
import io.github.gdprkit.register.BreachTask;
import io.github.gdprkit.register.IllegalBreachMoveException;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tries to end a breach, or its clock, without what Art. 33 asks for. */
class BreachClockTest {

  private static final PartyId EXAMPLE = new PartyId("example");
  private static final PartyId VENDOR = new PartyId("vendor");
  private static final Actor DPO = new Actor("dpo");
  private static final BreachId ID = new BreachId("2026-001");
  private static final Instant DETECTED = SettableClock.START;
  private static final BreachFacts FACTS =
      BreachFacts.of(Set.of(BreachKind.CONFIDENTIALITY), DETECTED, "A link was open.");
  private static final BreachContent WHOLE =
      BreachContent.of("A link was open to the public.")
          .withSubjects(12L, "users")
          .withRecords(34L, "messages")
          .withContact(Contact.of(ContactKind.PRIVACY, "Privacy team", "privacy@example.org"))
          .withConsequences("Messages may have been read.")
          .withMeasures("The link was closed.");

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final BreachRegister breaches = register(EXAMPLE);

  private BreachRegister register(PartyId owner) {
    return new BreachRegister(store, owner, BreachClock.in(ZoneOffset.UTC), clock);
  }

  @Test
  @GdprReference(
      article = "33(1)",
      text =
          "Where the notification to the supervisory authority is not made within 72 hours, it"
              + " shall be accompanied by reasons for the delay.")
  void asksForTheReasonsOfADelayThatACorrectionBringsToLight() {
    clock.advance(Duration.ofHours(100));
    Instant told = clock.instant();
    breaches.record(ID, FACTS, DETECTED.plus(Duration.ofHours(90)), DPO);
    breaches.assess(ID, BreachRisk.RISK, "Names and messages", DPO);
    breaches.notifyAuthority(ID, BreachNotification.of(told, "Datatilsynet", WHOLE), DPO);
    breaches.amend(
        ID,
        BreachAmendment.effects("Twelve people were concerned.").andRemedialAction("Closed it."),
        DPO);
    assertThat(breaches.find(ID).orElseThrow().tasks()).isEmpty();

    Breach corrected =
        breaches.correctAwareness(ID, DETECTED.plus(Duration.ofHours(1)), "A mail turned up", DPO);

    assertThat(corrected.isNotifiedLate()).isTrue();
    assertThat(corrected.tasks()).containsExactly(BreachTask.COMPLETE_NOTIFICATION);
    assertThatThrownBy(() -> breaches.close(ID, DPO)).isInstanceOf(BreachOpenException.class);

    clock.advance(Duration.ofHours(1));
    breaches.notifyAuthority(
        ID,
        BreachNotification.of(clock.instant(), "Datatilsynet", BreachContent.of("Known earlier."))
            .late("We learned only now that a mail of the day before had told us."),
        DPO);
    assertThat(breaches.close(ID, DPO).status()).isEqualTo(BreachStatus.CLOSED);
  }

  @Test
  @GdprReference(
      article = "33(2)",
      text = "The processor shall notify the controller without undue delay")
  void swallowsNoFurtherNoticeOfAProcessorIntoADismissedBreach() {
    BreachRegister vendor = register(VENDOR);
    vendor.record(ID, FACTS.onBehalfOf(EXAMPLE), DETECTED, DPO);
    BreachNotice first =
        vendor.notifyController(ID, EXAMPLE, BreachContent.of("Perhaps"), clock.instant(), DPO);
    Breach known = breaches.receiveFromProcessor(first, clock.instant(), DPO);
    breaches.dismiss(known.id(), "It says it was a test system.", DPO);
    clock.advance(Duration.ofHours(5));
    BreachNotice second = vendor.notifyController(ID, EXAMPLE, WHOLE, clock.instant(), DPO);

    assertThatThrownBy(() -> breaches.receiveFromProcessor(second, clock.instant(), DPO))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("confirm it");

    breaches.confirm(known.id(), clock.instant(), DPO);
    Breach open = breaches.receiveFromProcessor(second, clock.instant(), DPO);
    assertThat(open.status()).isEqualTo(BreachStatus.CONFIRMED);
    assertThat(open.noticesReceived()).isEqualTo(List.of(first, second));
  }
}
