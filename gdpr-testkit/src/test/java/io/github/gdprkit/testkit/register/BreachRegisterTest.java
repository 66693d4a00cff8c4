package io.github.gdprkit.testkit.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.deadline.FixedHolidays;
import io.github.gdprkit.deadline.RuleSet;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachAmendment;
import io.github.gdprkit.register.BreachCommunication;
import io.github.gdprkit.register.BreachContent;
import io.github.gdprkit.register.BreachDelayException;
import io.github.gdprkit.register.BreachDue;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachExemption;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachNotFoundException;
import io.github.gdprkit.register.BreachNotice;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachOpenException;
import io.github.gdprkit.register.BreachPoint;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.BreachStatus;
import io.github.gdprkit.register.BreachStep;
import io.github.gdprkit.register.BreachTask;
import io.github.gdprkit.register.BreachWords;
import io.github.gdprkit.register.IllegalBreachMoveException;
import io.github.gdprkit.register.StaleBreachException;
import io.github.gdprkit.testkit.AtOnce;
import io.github.gdprkit.testkit.DelegatingStore;
import io.github.gdprkit.testkit.Written;
import io.github.gdprkit.testkit.canary.Canaries;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BreachRegisterTest {

  private static final PartyId EXAMPLE = new PartyId("example");
  private static final PartyId VENDOR = new PartyId("vendor");
  private static final PartyId OTHER = new PartyId("other-customer");
  private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
  private static final Actor DPO = new Actor("dpo");
  private static final Actor ADMIN = new Actor("admin");
  private static final BreachId ID = new BreachId("2026-001");
  private static final Instant AWARE = SettableClock.START;
  private static final Contact CONTACT =
      Contact.of(ContactKind.DATA_PROTECTION_OFFICER, "Dana Dahl", "dpo@example.org");
  private static final BreachFacts FACTS =
      BreachFacts.of(
          Set.of(BreachKind.CONFIDENTIALITY), AWARE.minus(Duration.ofHours(2)), "A link was open.");
  private static final BreachContent WHOLE =
      BreachContent.of("A link was open to the public.")
          .withSubjects(1_200L, "users")
          .withRecords(3_400L, "messages")
          .withContact(CONTACT)
          .withConsequences("Messages may have been read.")
          .withMeasures("The link was closed.");
  private static final BreachCommunication.ToSubjects PLAIN_WORDS =
      new BreachCommunication.ToSubjects(
          "A link to your messages was open.",
          CONTACT,
          "They may have been read.",
          "We closed it.");

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final BreachRegister breaches = register(EXAMPLE);

  private BreachRegister register(PartyId owner) {
    return new BreachRegister(store, owner, BreachClock.in(COPENHAGEN), clock);
  }

  private Breach recorded() {
    return breaches.record(ID, FACTS, AWARE, DPO);
  }

  private static BreachNotification notification(Instant at) {
    return BreachNotification.of(at, "Datatilsynet", WHOLE);
  }

  @Test
  @GdprReference(
      article = "33(5)",
      text = "The controller shall document any personal data breaches")
  void keepsEveryBreachWhetherNotifiedOrNot() {
    recorded();
    breaches.suspect(new BreachId("2026-002"), FACTS, ADMIN);
    breaches.dismiss(new BreachId("2026-002"), "The log was of a test system.", DPO);

    assertThat(breaches.all())
        .extracting(breach -> breach.id().value(), Breach::status)
        .containsExactly(
            tuple("2026-001", BreachStatus.CONFIRMED), tuple("2026-002", BreachStatus.DISMISSED));
    assertThat(breaches.open()).extracting(Breach::id).containsExactly(ID);
  }

  @Test
  @GdprReference(
      article = "33(5)",
      text =
          "comprising the facts relating to the personal data breach, its effects and the remedial action taken")
  void isClosedOnlyWithEffectsAndRemedialAction() {
    recorded();
    breaches.assess(ID, BreachRisk.NONE_LIKELY, "Nobody opened it.", DPO);
    breaches.doNotNotify(ID, "The access log shows no visit.", DPO);

    assertThatThrownBy(() -> breaches.close(ID, DPO))
        .isInstanceOf(BreachOpenException.class)
        .hasMessageContaining("33(5)")
        .satisfies(
            e ->
                assertThat(((BreachOpenException) e).tasks()).containsExactly(BreachTask.DOCUMENT));

    breaches.amend(ID, BreachAmendment.effects("None."), ADMIN);
    breaches.amend(ID, BreachAmendment.remedialAction("The link was closed."), ADMIN);
    Breach closed = breaches.close(ID, DPO);

    assertThat(closed.status()).isEqualTo(BreachStatus.CLOSED);
    assertThat(closed.facts()).containsExactly("A link was open.");
    assertThat(closed.effects()).containsExactly("None.");
    assertThat(closed.remedialAction()).containsExactly("The link was closed.");
    assertThat(breaches.open()).isEmpty();
  }

  @Test
  @GdprReference(
      article = "33(1)",
      text = "not later than 72 hours after having become aware of it")
  void countsFromBecomingAwareAndNotFromTheSuspicion() {
    Breach suspected = breaches.suspect(ID, FACTS, ADMIN);
    assertThat(suspected.deadline()).isEmpty();
    assertThat(suspected.tasks()).containsExactly(BreachTask.INVESTIGATE);
    assertThat(breaches.due(clock.instant())).isEmpty();

    clock.advance(Duration.ofHours(5));
    Instant aware = clock.instant();
    Breach confirmed = breaches.confirm(ID, aware, DPO);

    BreachDeadline deadline = confirmed.deadline().orElseThrow();
    assertThat(deadline.awareAt()).isEqualTo(aware);
    assertThat(deadline.plainEnd()).isEqualTo(aware.plus(Duration.ofHours(72)));
    assertThat(deadline.strictEnd()).isEqualTo(aware.plus(Duration.ofHours(73)));
    assertThat(deadline.source().ruleSet()).isEqualTo(RuleSet.EU);
    assertThat(deadline.source().calendarId()).isEqualTo("none");
  }

  /** B05 and B06 of the vectors: hours pass on the time line, not on the wall. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-27T14:20:00+01:00,2026-03-30T15:20:00+02:00,2026-03-30T16:00:00+02:00",
    "2026-10-23T14:20:00+02:00,2026-10-26T13:20:00+01:00,2026-10-26T14:00:00+01:00"
  })
  void countsThroughTheChangeOfTheClocks(String aware, String plain, String strict) {
    Instant awareAt = OffsetDateTime.parse(aware).toInstant();
    clock.set(awareAt);
    Breach breach =
        breaches.record(
            ID, BreachFacts.of(Set.of(BreachKind.AVAILABILITY), awareAt, "Lost."), awareAt, DPO);

    BreachDeadline deadline = breach.deadline().orElseThrow();
    assertThat(deadline.plainEnd()).isEqualTo(OffsetDateTime.parse(plain).toInstant());
    assertThat(deadline.strictEnd()).isEqualTo(OffsetDateTime.parse(strict).toInstant());
    assertThat(breaches.due(awareAt).get(0).left()).isEqualTo(Duration.ofHours(72));
  }

  @Test
  void keepsWhatADeadlineWasCountedByWhenTheLawChanges() {
    BreachRegister calendar =
        new BreachRegister(
            store,
            EXAMPLE,
            BreachClock.in(COPENHAGEN)
                .withTwoWorkingDays(
                    FixedHolidays.of(
                        "DK test/1",
                        "2026-01",
                        List.of(Year.of(2026)),
                        Set.of(LocalDate.of(2026, 2, 2)))),
            clock);
    calendar.record(ID, FACTS, AWARE, DPO);
    BreachRegister hours96 =
        new BreachRegister(store, EXAMPLE, BreachClock.in(COPENHAGEN).withHours(96), clock);
    hours96.record(new BreachId("later"), FACTS, AWARE, DPO);

    BreachDeadline old = hours96.find(ID).orElseThrow().deadline().orElseThrow();
    assertThat(old.plainEnd()).isEqualTo(AWARE.plus(Duration.ofHours(72)));
    assertThat(old.strictEnd()).isAfter(AWARE.plus(Duration.ofHours(73)));
    assertThat(old.source().calendarId()).isEqualTo("DK.test.1");
    assertThat(old.source().dataVersion()).isEqualTo("2026-01");
    assertThat(
            hours96.find(new BreachId("later")).orElseThrow().deadline().orElseThrow().plainEnd())
        .isEqualTo(AWARE.plus(Duration.ofHours(96)));
  }

  @Test
  void listsTheClocksThatRunSoonestFirst() {
    clock.advance(Duration.ofHours(80));
    breaches.record(new BreachId("second"), FACTS, AWARE.plus(Duration.ofHours(30)), DPO);
    breaches.record(new BreachId("first"), FACTS, AWARE, DPO);
    breaches.record(new BreachId("told"), FACTS, AWARE.plus(Duration.ofHours(70)), DPO);
    breaches.notifyAuthority(new BreachId("told"), notification(clock.instant()), DPO);
    breaches.record(new BreachId("harmless"), FACTS, AWARE, DPO);
    breaches.assess(new BreachId("harmless"), BreachRisk.NONE_LIKELY, "Encrypted.", DPO);
    breaches.doNotNotify(new BreachId("harmless"), "Encrypted.", DPO);
    breaches.suspect(new BreachId("perhaps"), FACTS, DPO);

    List<BreachDue> due = breaches.due(clock.instant());

    assertThat(due)
        .extracting(one -> one.breach().value(), BreachDue::left, BreachDue::isOverdue)
        .containsExactly(
            tuple("first", Duration.ofHours(-8), true),
            tuple("second", Duration.ofHours(22), false));
    assertThat(due.get(0).needsReasonsForDelay()).isTrue();
  }

  @Test
  void opensTheClockAgainWhenTheRiskTurnsOutToBeOne() {
    recorded();
    breaches.assess(ID, BreachRisk.NONE_LIKELY, "Encrypted.", DPO);
    breaches.doNotNotify(ID, "Encrypted.", DPO);
    assertThat(breaches.due(clock.instant())).isEmpty();

    breaches.assess(ID, BreachRisk.NONE_LIKELY, "Encrypted, and the key is safe.", DPO);
    assertThat(breaches.due(clock.instant())).isEmpty();
    Breach worse = breaches.assess(ID, BreachRisk.RISK, "The key was lost as well.", DPO);

    assertThat(worse.notNotified()).isEmpty();
    assertThat(breaches.due(clock.instant())).extracting(BreachDue::breach).containsExactly(ID);
  }

  @Test
  @GdprReference(
      article = "33(1)",
      text =
          "Where the notification to the supervisory authority is not made within 72 hours, it"
              + " shall be accompanied by reasons for the delay.")
  void takesALateNotificationOnlyWithReasons() {
    recorded();
    clock.advance(Duration.ofHours(74));
    Instant late = clock.instant();

    assertThatThrownBy(() -> breaches.notifyAuthority(ID, notification(late), DPO))
        .isInstanceOf(BreachDelayException.class)
        .hasMessageContaining("reasons for the delay")
        .hasMessageContaining("2026-001");
    assertThat(breaches.find(ID).orElseThrow().notifications()).isEmpty();

    Breach told =
        breaches.notifyAuthority(ID, notification(late).late("The offices were flooded."), DPO);
    assertThat(told.isNotifiedLate()).isTrue();
    assertThat(told.notifications().get(0).reasonsForDelay())
        .isEqualTo("The offices were flooded.");
    // Only the first phase has to explain itself.
    breaches.notifyAuthority(ID, BreachNotification.of(late, "Datatilsynet", WHOLE), DPO);
  }

  @Test
  void needsNoReasonsBetweenThePlainAndTheStrictEnd() {
    recorded();
    clock.advance(Duration.ofHours(73));

    assertThat(breaches.due(clock.instant()).get(0).isOverdue()).isTrue();
    Breach told = breaches.notifyAuthority(ID, notification(clock.instant()), DPO);

    assertThat(told.isNotifiedLate()).isFalse();
  }

  @Test
  @GdprReference(
      article = "33(4)",
      text = "the information may be provided in phases without undue further delay")
  @GdprReference(
      article = "33(3)",
      text = "The notification referred to in paragraph 1 shall at least:")
  void tellsTheAuthorityInPhasesAndListsWhatIsMissing() {
    recorded();
    breaches.amend(ID, BreachAmendment.effects("None known.").andRemedialAction("Closed."), DPO);
    breaches.assess(ID, BreachRisk.RISK, "Private messages.", DPO);
    Breach first =
        breaches.notifyAuthority(
            ID,
            BreachNotification.of(
                AWARE, "Datatilsynet", BreachContent.of("A link was open.").withContact(CONTACT)),
            DPO);

    assertThat(first.told().missing())
        .containsExactlyInAnyOrder(
            BreachPoint.SUBJECT_CATEGORIES,
            BreachPoint.SUBJECTS,
            BreachPoint.RECORD_CATEGORIES,
            BreachPoint.RECORDS,
            BreachPoint.CONSEQUENCES,
            BreachPoint.MEASURES);
    assertThat(first.tasks()).containsExactly(BreachTask.COMPLETE_NOTIFICATION);
    assertThat(breaches.due(clock.instant())).isEmpty();
    assertThatThrownBy(() -> breaches.close(ID, DPO)).isInstanceOf(BreachOpenException.class);

    clock.advance(Duration.ofDays(10));
    Breach second =
        breaches.notifyAuthority(
            ID,
            BreachNotification.of(
                    clock.instant(),
                    "Datatilsynet",
                    BreachContent.nothing()
                        .withConsequences("Messages may have been read.")
                        .withMeasures("The link was closed."))
                .under("2026-431-0017"),
            DPO);

    assertThat(second.told().nature()).isEqualTo("A link was open.");
    assertThat(second.told().contact()).isEqualTo(CONTACT);
    assertThat(second.told().missing()).noneMatch(BreachPoint::isAlways);
    assertThat(second.tasks()).isEmpty();
    assertThat(second.notifications().get(1).reference()).isEqualTo("2026-431-0017");
    assertThat(breaches.close(ID, DPO).status()).isEqualTo(BreachStatus.CLOSED);
  }

  @Test
  @GdprReference(
      article = "33(1)",
      text =
          "unless the personal data breach is unlikely to result in a risk to the rights and"
              + " freedoms of natural persons")
  void decidesNotToNotifyOnlyWhereARiskIsUnlikely() {
    recorded();

    assertThatThrownBy(() -> breaches.doNotNotify(ID, "It is small.", DPO))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("unlikely to result in a risk");
    breaches.assess(ID, BreachRisk.RISK, "Messages.", DPO);
    assertThatThrownBy(() -> breaches.doNotNotify(ID, "It is small.", DPO))
        .isInstanceOf(IllegalBreachMoveException.class);
    breaches.assess(ID, BreachRisk.NONE_LIKELY, "Encrypted.", DPO);
    assertThatThrownBy(() -> breaches.doNotNotify(ID, " ", DPO))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(breaches.doNotNotify(ID, "Encrypted.", DPO).notNotified())
        .contains(new BreachEvent.NotNotified("Encrypted."));
  }

  @Test
  @GdprReference(
      article = "34(1)",
      text =
          "When the personal data breach is likely to result in a high risk to the rights and"
              + " freedoms of natural persons, the controller shall communicate the personal data"
              + " breach to the data subject without undue delay.")
  @GdprReference(
      article = "34(2)",
      text = "shall describe in clear and plain language the nature of the personal data breach")
  void asksForACommunicationOfAHighRisk() {
    recorded();
    Breach high = breaches.assess(ID, BreachRisk.HIGH_RISK, "Health data.", DPO);
    assertThat(high.tasks()).contains(BreachTask.DECIDE_COMMUNICATION);
    assertThatThrownBy(
            () ->
                breaches.communicated(
                    ID, new BreachEvent.Communicated(AWARE, 3L, "by e-mail"), DPO))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("decide first");

    Breach decided = breaches.decideCommunication(ID, PLAIN_WORDS, DPO);
    assertThat(decided.communication()).contains(PLAIN_WORDS);
    assertThat(decided.tasks())
        .contains(BreachTask.COMMUNICATE)
        .doesNotContain(BreachTask.DECIDE_COMMUNICATION);

    BreachEvent.Communicated told = new BreachEvent.Communicated(AWARE, 1_200L, "by e-mail");
    Breach done = breaches.communicated(ID, told, DPO);
    assertThat(done.communicated()).containsExactly(told);
    assertThat(done.tasks()).doesNotContain(BreachTask.COMMUNICATE);
  }

  @ParameterizedTest
  @EnumSource(BreachExemption.class)
  @GdprReference(
      article = "34(3)",
      text =
          "The communication to the data subject referred to in paragraph 1 shall not be required"
              + " if any of the following conditions are met:")
  void takesAnExemptionWithItsGroundAndReason(BreachExemption ground) {
    recorded();
    boolean isPublic = ground == BreachExemption.DISPROPORTIONATE_EFFORT;
    BreachCommunication.Exempt exempt =
        new BreachCommunication.Exempt(
            ground, "It applies.", isPublic ? "A notice on the website." : "");
    assertThatThrownBy(() -> breaches.decideCommunication(ID, exempt, DPO))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("high risk");
    breaches.assess(ID, BreachRisk.HIGH_RISK, "Health data.", DPO);

    Breach decided = breaches.decideCommunication(ID, exempt, DPO);

    assertThat(decided.communication()).contains(exempt);
    assertThat(decided.tasks().contains(BreachTask.COMMUNICATE)).isEqualTo(isPublic);
    assertThatThrownBy(() -> new BreachCommunication.Exempt(ground, " ", isPublic ? "x" : ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(ground.article());
    assertThatThrownBy(() -> new BreachCommunication.Exempt(ground, "why", isPublic ? "" : "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("34(3)(c)");
    // Another risk, and back: somebody has to decide anew.
    breaches.assess(ID, BreachRisk.RISK, "Less.", DPO);
    assertThat(breaches.assess(ID, BreachRisk.HIGH_RISK, "More.", DPO).tasks())
        .contains(BreachTask.DECIDE_COMMUNICATION);
  }

  @Test
  @GdprReference(
      article = "33(2)",
      text =
          "The processor shall notify the controller without undue delay after becoming aware of a"
              + " personal data breach.")
  void letsAProcessorTellEachControllerAndNameNoOther() {
    BreachRegister vendors = register(VENDOR);
    Breach recorded =
        vendors.record(
            ID,
            FACTS.onBehalfOf(EXAMPLE, OTHER).withEffects("x").withRemedialAction("y"),
            AWARE,
            ADMIN);
    assertThat(recorded.deadline()).as("no hours for a processor").isEmpty();
    assertThat(vendors.due(AWARE)).isEmpty();
    assertThat(recorded.tasks()).containsExactly(BreachTask.TELL_CONTROLLERS);
    assertThatThrownBy(() -> vendors.assess(ID, BreachRisk.RISK, "x", ADMIN))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("33(2)");
    assertThatThrownBy(
            () -> vendors.notifyController(ID, new PartyId("stranger"), WHOLE, AWARE, ADMIN))
        .isInstanceOf(IllegalArgumentException.class);

    BreachNotice toExample = vendors.notifyController(ID, EXAMPLE, WHOLE, AWARE, ADMIN);
    assertThat(vendors.find(ID).orElseThrow().notYetTold()).containsExactly(OTHER);
    BreachNotice toOther = vendors.notifyController(ID, OTHER, WHOLE, AWARE, ADMIN);
    assertThat(vendors.close(ID, ADMIN).status()).isEqualTo(BreachStatus.CLOSED);

    assertThat(toExample.reference()).isNotEqualTo(toOther.reference());
    clock.advance(Duration.ofHours(1));
    Breach received = breaches.receiveFromProcessor(toExample, clock.instant(), DPO);

    assertThat(received.awareAt()).contains(clock.instant());
    assertThat(received.deadline().orElseThrow().plainEnd())
        .isEqualTo(clock.instant().plus(Duration.ofHours(72)));
    assertThat(received.toldByProcessor()).isEqualTo(WHOLE);
    assertThat(received.noticesReceived()).containsExactly(toExample);
    assertThat(everythingOf(EXAMPLE))
        .contains("vendor")
        .doesNotContain("other-customer", "2026-001");
    assertThatThrownBy(() -> breaches.receiveFromProcessor(toOther, AWARE, DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another controller");
  }

  @Test
  void addsALaterPhaseOfAProcessorToTheSameRecordOnce() {
    BreachRegister vendors = register(VENDOR);
    vendors.record(ID, FACTS.onBehalfOf(EXAMPLE), AWARE, ADMIN);
    BreachNotice first =
        vendors.notifyController(ID, EXAMPLE, BreachContent.of("Open."), AWARE, ADMIN);
    BreachNotice again =
        vendors.notifyController(ID, EXAMPLE, BreachContent.of("Open."), AWARE, ADMIN);
    BreachNotice second =
        vendors.notifyController(
            ID, EXAMPLE, BreachContent.nothing().withMeasures("Closed."), AWARE, ADMIN);
    assertThat(again).as("said again after a crash").isEqualTo(first);
    assertThat(second.phase()).isEqualTo(2);

    breaches.receiveFromProcessor(first, AWARE, DPO);
    clock.advance(Duration.ofHours(3));
    breaches.receiveFromProcessor(second, clock.instant(), DPO);
    Breach received = breaches.receiveFromProcessor(first, clock.instant(), DPO);

    assertThat(breaches.all()).containsExactly(received);
    assertThat(received.awareAt()).contains(AWARE);
    assertThat(received.noticesReceived()).containsExactly(first, second);
    assertThat(received.toldByProcessor().nature()).isEqualTo("Open.");
    assertThat(received.toldByProcessor().measures()).isEqualTo("Closed.");
  }

  @Test
  void refusesMovesThatLeadNowhereAndNamesTheWaysOut() {
    breaches.suspect(ID, FACTS, DPO);
    assertThatThrownBy(() -> breaches.close(ID, DPO))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("SUSPECTED")
        .hasMessageContaining("CLOSED")
        .hasMessageContaining("[CONFIRMED, DISMISSED]");
    assertThatThrownBy(() -> breaches.assess(ID, BreachRisk.RISK, "x", DPO))
        .hasMessageContaining("confirm it first");
    assertThatThrownBy(() -> breaches.reopen(ID, "x", DPO))
        .isInstanceOf(IllegalBreachMoveException.class);
    breaches.confirm(ID, AWARE, DPO);
    assertThatThrownBy(() -> breaches.confirm(ID, AWARE.minusSeconds(9), DPO))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("correct when you became aware");
    assertThatThrownBy(() -> breaches.find(new BreachId("none")).orElseThrow());
    assertThatThrownBy(() -> breaches.close(new BreachId("none"), DPO))
        .isInstanceOf(BreachNotFoundException.class)
        .hasMessageContaining("none");
  }

  @Test
  void refusesTimesThatCannotBe() {
    Instant soon = clock.instant().plusSeconds(1);
    assertThatThrownBy(() -> breaches.record(ID, FACTS, soon, DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to come");
    assertThatThrownBy(() -> breaches.record(ID, FACTS, FACTS.detectedAt().minusSeconds(1), DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first sign");
    recorded();
    assertThatThrownBy(() -> breaches.notifyAuthority(ID, notification(soon), DPO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> breaches.notifyAuthority(ID, notification(AWARE.minusSeconds(1)), DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("became aware");
    assertThatThrownBy(
            () ->
                breaches.amend(
                    ID, BreachAmendment.occurred(FACTS.detectedAt().plusSeconds(1), null), DPO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(breaches.find(ID).orElseThrow().steps()).hasSize(1);
  }

  @Test
  void canTurnOutToBeNoBreachAfterANotificationAndToBeOneAfterAll() {
    recorded();
    breaches.assess(ID, BreachRisk.RISK, "x", DPO);
    breaches.notifyAuthority(ID, notification(AWARE), DPO);
    Breach none = breaches.dismiss(ID, "The visits were our own tests.", DPO);
    assertThat(none.status()).isEqualTo(BreachStatus.DISMISSED);
    assertThat(none.tasks()).isEmpty();
    assertThat(none.dismissal()).contains("The visits were our own tests.");
    assertThat(none.notifications()).hasSize(1);

    clock.advance(Duration.ofHours(1));
    Breach after = breaches.confirm(ID, clock.instant(), DPO);

    assertThat(after.awareAt()).contains(clock.instant());
    assertThat(after.tasks()).contains(BreachTask.ASSESS);
  }

  @Test
  void goesOnWithAClosedBreachWhenMoreComesToLight() {
    breaches.record(ID, FACTS.withEffects("x").withRemedialAction("y"), AWARE, DPO);
    breaches.assess(ID, BreachRisk.NONE_LIKELY, "x", DPO);
    breaches.doNotNotify(ID, "x", DPO);
    breaches.close(ID, DPO);
    assertThatThrownBy(() -> breaches.amend(ID, BreachAmendment.facts("More."), DPO))
        .isInstanceOf(IllegalBreachMoveException.class)
        .hasMessageContaining("reopen");

    Breach reopened = breaches.reopen(ID, "More came to light.", DPO);

    assertThat(reopened.status()).isEqualTo(BreachStatus.CONFIRMED);
    assertThat(breaches.amend(ID, BreachAmendment.facts("More."), DPO).facts()).hasSize(2);
  }

  @Test
  void correctsWhenSomebodyBecameAwareAndKeepsWhatWasThere() {
    recorded();
    Breach corrected =
        breaches.correctAwareness(
            ID, AWARE.minus(Duration.ofHours(1)), "The mail was read an hour before.", DPO);

    assertThat(corrected.deadline().orElseThrow().plainEnd())
        .isEqualTo(AWARE.plus(Duration.ofHours(71)));
    assertThat(corrected.steps().get(0).event())
        .isInstanceOfSatisfying(
            BreachEvent.Recorded.class, first -> assertThat(first.awareAt()).isEqualTo(AWARE));
  }

  @Test
  void saysWhatItSaidAtAnyTime() {
    recorded();
    Instant before = clock.instant();
    clock.advance(Duration.ofHours(2));
    breaches.amend(ID, BreachAmendment.facts("It was open for a week."), ADMIN);
    breaches.suspect(new BreachId("later"), FACTS, ADMIN);

    assertThat(breaches.asOf(before.minusSeconds(1))).isEmpty();
    assertThat(breaches.asOf(before))
        .singleElement()
        .satisfies(then -> assertThat(then.facts()).containsExactly("A link was open."));
    assertThat(breaches.asOf(clock.instant())).hasSize(2);
    assertThat(breaches.find(ID).orElseThrow().steps())
        .extracting(BreachStep::number, BreachStep::by, BreachStep::words)
        .containsExactly(tuple(1L, DPO, BreachWords.INTACT), tuple(2L, ADMIN, BreachWords.INTACT));
  }

  @Test
  void isQuietWhenTheSameIsSaidAgain() {
    Breach once = recorded();
    assertThat(recorded()).isEqualTo(once);
    breaches.notifyAuthority(ID, notification(AWARE), DPO);
    long entries = store.head(EXAMPLE).seq();

    breaches.notifyAuthority(ID, notification(AWARE), DPO);

    assertThat(store.head(EXAMPLE).seq()).isEqualTo(entries);
    assertThatThrownBy(() -> breaches.record(ID, FACTS.withEffects("other"), AWARE, DPO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("choose another id");
  }

  @Test
  void seesWordsThatWereChangedOrErased() {
    recorded();
    breaches.amend(ID, BreachAmendment.effects("None."), DPO);
    breaches.notifyAuthority(ID, notification(AWARE), DPO);
    EvidenceEntry entry = Written.entries(store, EXAMPLE).get(0);
    String fingerprint = entry.details().get("sheet");
    assertThat(store.sheet(EXAMPLE, sheet(1)).map(Sheet::fingerprint)).contains(fingerprint);
    changeSheets(
        new SheetChange.Put(new Sheet(sheet(1), Map.of("facts", "Nothing happened."))),
        new SheetChange.Erase(sheet(2)),
        new SheetChange.Erase(sheet(3)));

    Breach breach = breaches.find(ID).orElseThrow();

    assertThat(breach.steps())
        .extracting(BreachStep::words)
        .containsExactly(BreachWords.ALTERED, BreachWords.ERASED, BreachWords.ERASED);
    assertThat(breach.told().missing()).as("what was told stays known").isEmpty();
    assertThat(breach.told().subjects()).isEqualTo(1_200L);
    assertThat(breach.told().nature()).isEqualTo("erased");
  }

  private static SheetId sheet(int number) {
    return new SheetId("breach", "2026-001.00000" + number);
  }

  private void changeSheets(SheetChange... changes) {
    store.commit(
        EXAMPLE,
        List.of(new EvidenceDraft(new StreamId("test", "test"), 0, "changed", AWARE, Map.of())),
        List.of(changes));
  }

  @Test
  void keepsTheRegistersOfTwoPartiesApart() {
    recorded();
    BreachRegister others = register(OTHER);

    assertThat(others.all()).isEmpty();
    assertThat(others.find(ID)).isEmpty();
    assertThat(others.due(AWARE)).isEmpty();
    others.record(ID, FACTS, AWARE, ADMIN);
    assertThat(breaches.find(ID).orElseThrow().steps()).hasSize(1);
  }

  @Test
  void forgetsNothingWhenManyRecordAtTheSameTime() throws Exception {
    recorded();
    AtOnce.run(
        4,
        number -> {
          for (int i = 0; i < 5; i++) {
            breaches.amend(ID, BreachAmendment.facts("Fact " + number + "-" + i), DPO);
            breaches.suspect(new BreachId("b-" + number + "-" + i), FACTS, DPO);
          }
          return number;
        });

    assertThat(breaches.find(ID).orElseThrow().facts()).hasSize(21).doesNotHaveDuplicates();
    assertThat(breaches.all()).hasSize(21);
  }

  @Test
  void tellsWhoDecidesThatSomebodyWasFaster() {
    recorded();
    BreachRegister slow =
        new BreachRegister(
            new DelegatingStore(store) {
              private boolean isFirst = true;

              @Override
              public List<EvidenceEntry> commit(
                  PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                if (isFirst) {
                  isFirst = false;
                  breaches.amend(ID, BreachAmendment.facts("The key was lost too."), ADMIN);
                }
                return super.commit(owner, drafts, sheets);
              }
            },
            EXAMPLE,
            BreachClock.in(COPENHAGEN),
            clock);

    assertThatThrownBy(() -> slow.assess(ID, BreachRisk.NONE_LIKELY, "Encrypted.", DPO))
        .isInstanceOf(StaleBreachException.class)
        .hasMessageContaining("read it again");
    assertThat(breaches.find(ID).orElseThrow().assessment()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CrashingStore.Moment.class)
  void survivesACrashAtEveryWrite(CrashingStore.Moment moment) {
    List<Function<BreachRegister, Object>> life =
        List.of(
            register -> register.suspect(ID, FACTS, DPO),
            register -> register.confirm(ID, AWARE, DPO),
            register ->
                register.amend(ID, BreachAmendment.effects("x").andRemedialAction("y"), DPO),
            register -> register.assess(ID, BreachRisk.HIGH_RISK, "x", DPO),
            register -> register.notifyAuthority(ID, notification(AWARE), DPO),
            register -> register.decideCommunication(ID, PLAIN_WORDS, DPO),
            register ->
                register.communicated(ID, new BreachEvent.Communicated(AWARE, 7L, "mail"), DPO),
            register -> register.close(ID, DPO));

    for (Function<BreachRegister, Object> verb : life) {
      long before = store.head(EXAMPLE).seq();
      BreachRegister crashing =
          new BreachRegister(
              CrashingStore.atCall(store, 1, moment), EXAMPLE, BreachClock.in(COPENHAGEN), clock);
      assertThatThrownBy(() -> verb.apply(crashing))
          .isInstanceOfAny(SimulatedCrash.class, EvidenceStoreException.class);
      boolean isWritten = moment == CrashingStore.Moment.AFTER;
      assertThat(store.head(EXAMPLE).seq() > before).isEqualTo(isWritten);

      verb.apply(breaches);
    }

    Breach breach = breaches.find(ID).orElseThrow();
    assertThat(breach.status()).isEqualTo(BreachStatus.CLOSED);
    assertThat(breach.steps()).hasSize(life.size());
    assertThat(breach.steps()).extracting(BreachStep::words).doesNotContain(BreachWords.ALTERED);
    assertThat(breaches.all()).containsExactly(breach);
  }

  @Test
  @GdprReference(article = "5(1)(c)", text = "adequate, relevant and limited to what is necessary")
  void writesNoWordIntoTheEvidenceOrIntoTexts() {
    Canaries canaries = Canaries.of("breaches");
    List<String> planted = new ArrayList<>();
    Function<String, String> word =
        label -> {
          String token = canaries.token(label);
          planted.add(token);
          return token;
        };
    PartyId processor = new PartyId(word.apply("processor"));
    Contact contact =
        new Contact(
            ContactKind.SECURITY, word.apply("name"), word.apply("position"), word.apply("reach"));
    BreachContent content =
        BreachContent.of(word.apply("nature"))
            .withSubjects(3L, word.apply("who"))
            .withRecords(4L, word.apply("what"))
            .withContact(contact)
            .withConsequences(word.apply("consequences"))
            .withMeasures(word.apply("measures"));
    BreachRegister vendors = register(processor);
    vendors.record(ID, FACTS.onBehalfOf(EXAMPLE), AWARE, ADMIN);
    BreachNotice notice = vendors.notifyController(ID, EXAMPLE, content, AWARE, ADMIN);
    breaches.receiveFromProcessor(notice, AWARE, DPO);
    breaches.suspect(
        ID,
        BreachFacts.of(Set.of(BreachKind.INTEGRITY), AWARE, word.apply("facts"))
            .withEffects(word.apply("effects"))
            .withRemedialAction(word.apply("remedy")),
        DPO);
    breaches.dismiss(ID, word.apply("dismissed"), DPO);
    breaches.confirm(ID, AWARE, DPO);
    breaches.correctAwareness(ID, AWARE.minusSeconds(0), word.apply("corrected"), DPO);
    breaches.amend(ID, BreachAmendment.facts(word.apply("more")), DPO);
    breaches.assess(ID, BreachRisk.NONE_LIKELY, word.apply("risk"), DPO);
    breaches.doNotNotify(ID, word.apply("not"), DPO);
    breaches.assess(ID, BreachRisk.HIGH_RISK, word.apply("high"), DPO);
    breaches.notifyAuthority(
        ID,
        BreachNotification.of(AWARE, word.apply("authority"), content)
            .under(word.apply("reference"))
            .late(word.apply("delay")),
        DPO);
    breaches.decideCommunication(
        ID,
        new BreachCommunication.Exempt(
            BreachExemption.DISPROPORTIONATE_EFFORT, word.apply("exempt"), word.apply("public")),
        DPO);
    breaches.communicated(
        ID, new BreachEvent.Communicated(AWARE, null, word.apply("channel")), DPO);
    breaches.close(ID, DPO);
    breaches.reopen(ID, word.apply("reopened"), DPO);

    Breach breach = breaches.find(ID).orElseThrow();
    String evidence = Written.text(store, EXAMPLE);
    String texts =
        breach
            + " "
            + breach.steps()
            + notice
            + breach.notifications()
            + breach.told()
            + breach.communication()
            + contact;
    assertThat(breach.steps()).hasSize(13);
    assertThat(planted).hasSize(25);
    assertThat(evidence).contains("breach-reopened", "high-risk");
    for (String token : planted) {
      assertThat(evidence).doesNotContain(token);
      assertThat(texts).doesNotContain(token);
    }
    assertThat(everythingOf(EXAMPLE)).as("and the words are kept").contains(planted);
  }

  /** The chain and all sheets of breaches, as text. */
  private String everythingOf(PartyId owner) {
    StringBuilder all = new StringBuilder(Written.text(store, owner));
    for (Sheet sheet : store.sheets(owner, "breach", null, 1_000)) {
      all.append(sheet.id()).append(sheet.fields()).append('\n');
    }
    return all.toString();
  }

  @Test
  void givesNothingOfAnUnknownBreach() {
    assertThat(breaches.find(ID)).isEqualTo(Optional.empty());
    assertThat(breaches.all()).isEmpty();
  }
}
