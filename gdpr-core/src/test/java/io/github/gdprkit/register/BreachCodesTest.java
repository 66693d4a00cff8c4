package io.github.gdprkit.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event is written as evidence and a sheet, and read as what it was. */
class BreachCodesTest {

  private static final Instant AT = Instant.parse("2026-03-27T13:20:00.123456Z");
  private static final BreachDeadline DEADLINE =
      BreachClock.in(ZoneId.of("Europe/Copenhagen")).notification(AT);
  private static final Contact CONTACT =
      new Contact(ContactKind.SECURITY, "Séc Office", "on call", "+45 555 0134");
  private static final BreachContent WHOLE =
      BreachContent.of("Naïve | text\nof two lines")
          .withSubjects(0L, "users", "guests")
          .withRecords(7L, "messages")
          .withContact(CONTACT)
          .withConsequences("c")
          .withMeasures("m");
  private static final BreachFacts FACTS =
      BreachFacts.of(Set.of(BreachKind.INTEGRITY, BreachKind.AVAILABILITY), AT, "facts");

  static Stream<BreachEvent> events() {
    return Stream.of(
        new BreachEvent.Recorded(FACTS, AT, DEADLINE),
        new BreachEvent.Recorded(
            FACTS.occurredAt(AT).onBehalfOf(new PartyId("a b"), new PartyId("ø")), AT, null),
        new BreachEvent.Recorded(
            FACTS.occurredSince(AT).withEffects("e").withRemedialAction("r"), null, null),
        new BreachEvent.Confirmed(AT, DEADLINE),
        new BreachEvent.Confirmed(AT, null),
        new BreachEvent.AwarenessCorrected(AT, DEADLINE, "why"),
        new BreachEvent.Dismissed("why"),
        new BreachEvent.Amended(BreachAmendment.facts("f").andEffects("e")),
        new BreachEvent.Amended(BreachAmendment.kinds(Set.of(BreachKind.CONFIDENTIALITY))),
        new BreachEvent.Amended(BreachAmendment.occurred(AT, AT.plusSeconds(1))),
        new BreachEvent.Amended(BreachAmendment.onBehalfOf(new PartyId("c"))),
        new BreachEvent.Assessed(BreachRisk.HIGH_RISK, "why"),
        new BreachEvent.NotNotified("why"),
        new BreachEvent.AuthorityNotified(
            BreachNotification.of(AT, "CNIL", WHOLE).late("why").under("ref")),
        new BreachEvent.AuthorityNotified(BreachNotification.of(AT, "CNIL", BreachContent.of("n"))),
        new BreachEvent.CommunicationDecided(
            new BreachCommunication.ToSubjects("n", CONTACT, "c", "m")),
        new BreachEvent.CommunicationDecided(
            new BreachCommunication.Exempt(BreachExemption.PROTECTED, "why", "")),
        new BreachEvent.CommunicationDecided(
            new BreachCommunication.Exempt(
                BreachExemption.DISPROPORTIONATE_EFFORT, "why", "website")),
        new BreachEvent.Communicated(AT, 3L, "mail"),
        new BreachEvent.Communicated(AT, null, "press"),
        new BreachEvent.ControllerNotified(notice()),
        new BreachEvent.ToldByProcessor(notice(), AT.plusSeconds(5)),
        new BreachEvent.Closed(),
        new BreachEvent.Reopened("why"));
  }

  private static BreachNotice notice() {
    return new BreachNotice(
        "ref-1",
        2,
        new PartyId("vendor & co"),
        new PartyId("customer"),
        Set.of(BreachKind.INTEGRITY),
        AT,
        AT.minusSeconds(60),
        null,
        AT,
        WHOLE);
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsWhatWasWritten(BreachEvent event) {
    BreachCodes.Written written = BreachCodes.write(event);
    EvidenceDraft draft =
        new EvidenceDraft(new StreamId("breach", "x"), 0, written.type(), AT, written.details());
    Sheet sheet = new Sheet(new SheetId("breach", "x"), written.words());

    assertThat(BreachCodes.read(draft.type(), draft.details(), sheet.fields())).isEqualTo(event);
  }

  /** What of the words is erased is told apart from what was never said. */
  @ParameterizedTest
  @MethodSource("events")
  void readsWhatIsLeftWhenItsWordsWereErased(BreachEvent event) {
    BreachCodes.Written written = BreachCodes.write(event);

    assertThatCode(() -> BreachCodes.read(written.type(), written.details(), null))
        .doesNotThrowAnyException();
    BreachEvent left = BreachCodes.read(written.type(), written.details(), null);
    assertThat(left).hasSameClassAs(event);
    if (event instanceof BreachEvent.AuthorityNotified told) {
      assertThat(((BreachEvent.AuthorityNotified) left).notification().content().missing())
          .isEqualTo(told.notification().content().missing());
    }
  }

  @Test
  void refusesAnEntryOfALaterVersion() {
    assertThatThrownBy(() -> BreachCodes.read("breach-sold", new TreeMap<>(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("breach-sold")
        .hasMessageContaining("later");
  }

  @Test
  void refusesValuesThatContradictThemselves() {
    assertThatThrownBy(() -> BreachFacts.of(Set.of(), AT, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BreachFacts.of(Set.of(BreachKind.INTEGRITY), AT, " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FACTS.occurredAt(AT.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FACTS.occurredBetween(AT, AT.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BreachEvent.Amended(BreachAmendment.facts(" ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BreachNotification.of(AT, "CNIL", BreachContent.nothing()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("33(3)");
    assertThatThrownBy(() -> BreachContent.nothing().withSubjects(-1L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BreachCommunication.ToSubjects("n", CONTACT, "", "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("34(2)");
    assertThatThrownBy(() -> new BreachEvent.Assessed(BreachRisk.RISK, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Breach(new BreachId("x"), new PartyId("p"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    for (String id : List.of("", "a.b", "a b", "-a", "x".repeat(61))) {
      assertThatThrownBy(() -> new BreachId(id)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void putsPhasesTogether() {
    BreachContent both = BreachContent.of("first").then(WHOLE).then(BreachContent.of("last"));

    assertThat(both).isEqualTo(WHOLE.withNature("last"));
    assertThat(both.isComplete()).isTrue();
    assertThat(BreachContent.of("first").isComplete()).isFalse();
    assertThat(WHOLE.withSubjects(null).withRecords(null).isComplete())
        .as("numbers and categories are where possible")
        .isTrue();
  }
}
