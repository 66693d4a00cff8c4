package io.github.gdprkit.testkit.erasure;

import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static io.github.gdprkit.testkit.fixture.Subjects.BORIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.HoldId;
import io.github.gdprkit.erasure.HoldNotFoundException;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.LegalHolds;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalHoldsTest {

  private static final PartyId EXAMPLE = new PartyId("example");
  private static final Actor DPO = new Actor("dpo");
  private static final Actor COUNSEL = new Actor("counsel");
  private static final HookId MESSAGES = new HookId("messages-sent");
  private static final HookId PROFILE = new HookId("profile");

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final SubjectKeys keys = SubjectKeys.under(new byte[32]);
  private final LegalHolds holds = new LegalHolds(store, EXAMPLE, keys, clock);

  @Test
  @GdprReference(
      article = "17(3)(e)",
      text = "for the establishment, exercise or defence of legal claims")
  void holdsAPersonByEachOfTheirIdentifiersUntilItIsReleased() {
    LegalHold placed = holds.place(ANNA, HoldGround.LITIGATION, COUNSEL);

    for (Identifier identifier : ANNA.identifiers()) {
      DataSubject known = new DataSubject(Set.of(identifier));
      assertThat(holds.on(known)).containsExactly(placed);
      assertThat(holds.isHeld(known, MESSAGES)).isTrue();
    }
    assertThat(holds.on(BORIS)).isEmpty();
    assertThat(holds.isHeld(BORIS, MESSAGES)).isFalse();

    clock.advance(Duration.ofDays(1));
    LegalHold released = holds.release(placed.id(), DPO);

    assertThat(released.isActive()).isFalse();
    assertThat(released.release())
        .isEqualTo(new LegalHold.Release(DPO, SettableClock.START.plus(Duration.ofDays(1))));
    assertThat(holds.on(ANNA)).isEmpty();
    assertThat(holds.isHeld(ANNA, MESSAGES)).isFalse();
    assertThat(holds.find(placed.id())).contains(released);
  }

  @Test
  void knowsWhatWasSaidWhenItWasPlaced() {
    LegalHold placed =
        holds.place(ANNA, HoldGround.AUTHORITY_ORDER, Set.of(MESSAGES, PROFILE), COUNSEL);

    LegalHold found = holds.find(placed.id()).orElseThrow();

    assertThat(found).isEqualTo(placed);
    assertThat(found.ground()).isEqualTo(HoldGround.AUTHORITY_ORDER);
    assertThat(found.hooks()).containsExactlyInAnyOrder(MESSAGES, PROFILE);
    assertThat(found.subjects()).isEqualTo(keys.allOf(ANNA));
    assertThat(found.placedBy()).isEqualTo(COUNSEL);
    assertThat(found.placedAt()).isEqualTo(SettableClock.START);
    assertThat(found.release()).isNull();
  }

  @Test
  void holdsTheKindsOfDataThatItNamesOnly() {
    holds.place(ANNA, HoldGround.INVESTIGATION, Set.of(MESSAGES), COUNSEL);

    assertThat(holds.isHeld(ANNA, MESSAGES)).isTrue();
    assertThat(holds.isHeld(ANNA, PROFILE)).isFalse();
  }

  @Test
  void keepsHoldingWhileOneOfSeveralIsActive() {
    LegalHold first = holds.place(ANNA, HoldGround.LITIGATION, COUNSEL);
    clock.advance(Duration.ofSeconds(1));
    LegalHold second = holds.place(ANNA, HoldGround.CLAIM_OF_DATA_SUBJECT, DPO);
    assertThat(holds.on(ANNA)).containsExactly(first, second);

    holds.release(first.id(), COUNSEL);

    assertThat(holds.on(ANNA)).containsExactly(second);
    assertThat(holds.isHeld(ANNA, PROFILE)).isTrue();
  }

  @Test
  void listsWhatIsActiveOfAllPeople() {
    LegalHold anna = holds.place(ANNA, HoldGround.LITIGATION, COUNSEL);
    clock.advance(Duration.ofSeconds(1));
    LegalHold boris = holds.place(BORIS, HoldGround.LITIGATION, COUNSEL);
    assertThat(holds.active()).containsExactly(anna, boris);

    holds.release(anna.id(), COUNSEL);

    assertThat(holds.active()).containsExactly(boris);
  }

  @Test
  void releasesOnce() {
    LegalHold hold = holds.place(ANNA, HoldGround.LITIGATION, COUNSEL);
    LegalHold released = holds.release(hold.id(), COUNSEL);
    long entries = store.head(EXAMPLE).seq();
    clock.advance(Duration.ofDays(1));

    assertThat(holds.release(hold.id(), DPO)).isEqualTo(released);
    assertThat(store.head(EXAMPLE).seq()).isEqualTo(entries);
    assertThatThrownBy(() -> holds.release(new HoldId("h-17"), DPO))
        .isInstanceOf(HoldNotFoundException.class)
        .hasMessageContaining("h-17")
        .hasMessageContaining("list the active holds");
  }

  @ParameterizedTest
  @CsvSource({"BEFORE", "AFTER", "UNAVAILABLE"})
  void isPlacedAndReleasedWhollyOrNotAtAll(CrashingStore.Moment moment) {
    LegalHold hold = holds.place(BORIS, HoldGround.LITIGATION, COUNSEL);
    LegalHolds placing =
        new LegalHolds(CrashingStore.atCall(store, 1, moment), EXAMPLE, keys, clock);
    LegalHolds releasing =
        new LegalHolds(CrashingStore.atCall(store, 1, moment), EXAMPLE, keys, clock);

    assertThatThrownBy(() -> placing.place(ANNA, HoldGround.LITIGATION, COUNSEL))
        .isInstanceOfAny(SimulatedCrash.class, EvidenceStoreException.class);
    assertThatThrownBy(() -> releasing.release(hold.id(), COUNSEL))
        .isInstanceOfAny(SimulatedCrash.class, EvidenceStoreException.class);

    boolean isDone = moment == CrashingStore.Moment.AFTER;
    assertThat(holds.on(ANNA)).hasSize(isDone ? 1 : 0);
    assertThat(holds.on(BORIS)).hasSize(isDone ? 0 : 1);
    assertThat(holds.active()).hasSize(1);
  }

  @Test
  void forgetsNoHoldWhenManyArePlacedAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<HoldId> placed = new ArrayList<>();
    try {
      List<Callable<HoldId>> work = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        work.add(() -> holds.place(ANNA, HoldGround.LITIGATION, COUNSEL).id());
      }
      for (Future<HoldId> done : threads.invokeAll(work)) {
        placed.add(done.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(holds.on(ANNA))
        .extracting(LegalHold::id)
        .containsExactlyInAnyOrderElementsOf(placed);
    assertThat(holds.active()).hasSize(20);
  }

  @Test
  void writesNoIdentifierIntoTheEvidence() {
    DataSubject anna = ANNA.alsoKnownAs(IdentifierType.PHONE, "+49 30 555 0134");
    LegalHold hold = holds.place(anna, HoldGround.LITIGATION, COUNSEL);
    holds.release(hold.id(), COUNSEL);

    StringBuilder all = new StringBuilder(hold.toString());
    for (EvidenceEntry entry : store.read(EXAMPLE, 0, 100)) {
      all.append(new String(entry.bytes(), StandardCharsets.UTF_8));
    }
    assertThat(all.toString())
        .contains("hold-placed", "hold-released")
        .doesNotContainIgnoringCase("anna", "anna-4711", "+49", "555 0134", "@");
  }

  @ParameterizedTest
  @CsvSource({
    "LITIGATION,LEGAL_CLAIMS",
    "AUTHORITY_ORDER,LEGAL_OBLIGATION_OR_PUBLIC_TASK",
    "INVESTIGATION,LEGAL_CLAIMS",
    "CLAIM_OF_DATA_SUBJECT,LEGAL_CLAIMS"
  })
  @GdprReference(
      article = "17(3)",
      text = "Paragraphs 1 and 2 shall not apply to the extent that processing is necessary")
  void restsOnAnExceptionOfTheRegulation(HoldGround ground, RetentionGround retention) {
    assertThat(ground.retentionGround()).isEqualTo(retention);
  }
}
