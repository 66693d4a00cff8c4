package io.github.gdprkit.testkit.erasure;

import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static io.github.gdprkit.testkit.fixture.Subjects.BORIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.erasure.ErasedSubjects;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerGuard;
import io.github.gdprkit.erasure.LedgerLostException;
import io.github.gdprkit.erasure.RestoreDetectedException;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerGuardTest {

  private static final PartyId EXAMPLE = new PartyId("example");
  private static final Actor DPO = new Actor("dpo");
  private static final List<HookId> HOOKS =
      List.of(new HookId("messages-sent"), new HookId("profile"));

  @TempDir private Path folder;
  private Path file;
  private InMemoryRequestStore database = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final SubjectKeys keys = SubjectKeys.under(new byte[32]);

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("erasures.ledger");
  }

  @Test
  void servesWhenNobodyWasErasedYet() {
    LedgerGuard guard = start();

    assertThat(guard.check()).isInstanceOf(RestoreState.UpToDate.class);
    guard.requireServing();
    assertThat(guard.toReplay().isEmpty()).isTrue();
    assertThat(guard.isErased(ANNA)).isFalse();
  }

  @Test
  void servesAfterErasuresAndARestart() {
    erase(start(), "r1", ANNA);

    LedgerGuard guard = start();

    assertThat(guard.check()).isInstanceOf(RestoreState.UpToDate.class);
    erase(guard, "r2", BORIS);
    assertThat(start().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(start().toReplay().isEmpty()).isTrue();
  }

  @Test
  void knowsEverybodyAsErasedWhenAServiceHasEnded() {
    LedgerGuard guard = start();
    Scope.Everyone everyone = new Scope.Everyone(Controller.of("example", "Example"));
    LedgerEntry intent = guard.begin("notice-17", everyone, tombstone("notice-17"), HOOKS);
    assertThat(guard.isErased(ANNA)).as("begun and not ended").isFalse();
    clock.advance(Duration.ofHours(1));
    guard.complete("notice-17", everyone, intent.tombstone(), HOOKS);

    assertThat(guard.isErased(ANNA)).isTrue();
    assertThat(guard.erasedAt(BORIS)).contains(clock.instant());
    assertThat(start().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    assertThat(start().toReplay().everyone()).isPresent();
  }

  @Test
  void saysNothingOfEveryoneOfAnotherController() {
    LedgerGuard guard = start();
    Scope.Everyone others = new Scope.Everyone(Controller.of("another", "Another"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.begin("notice-17", others, tombstone("notice-17"), HOOKS))
        .withMessageContaining("example");
    assertThat(open().head().seq()).isZero();
  }

  @Test
  @GdprReference(article = "5(2)", text = "be able to demonstrate compliance with, paragraph 1")
  void noticesThatABackupWasRestoredAndSaysWhomToEraseAgain() {
    erase(start(), "r1", BORIS);
    InMemoryRequestStore backup = database.copy();
    erase(start(), "r2", ANNA);

    database = backup;
    LedgerGuard guard = start();

    assertThat(guard.check())
        .isInstanceOfSatisfying(
            RestoreState.ReplayOutstanding.class,
            state -> {
              assertThat(state.watermark().seq()).isEqualTo(2);
              assertThat(state.head().seq()).isEqualTo(4);
            });
    assertThatThrownBy(guard::requireServing)
        .isInstanceOf(RestoreDetectedException.class)
        .hasMessageContaining("stands at entry 2")
        .hasMessageContaining("Run the replay");
    assertThatThrownBy(() -> begin(guard, "r3", BORIS))
        .isInstanceOf(RestoreDetectedException.class);
    ErasedSubjects erased = guard.toReplay();
    assertThat(erased.matches(BORIS)).as("erased before the backup").isFalse();
    ErasedSubjects.Match match = erased.match(ANNA).orElseThrow();
    assertThat(match.tombstone()).isEqualTo(tombstone("r2"));
    assertThat(match.hooks()).containsExactlyElementsOf(HOOKS);

    database.append(EXAMPLE, List.of(guard.replayed(erased)));

    assertThat(guard.check()).isInstanceOf(RestoreState.UpToDate.class);
    guard.requireServing();
    assertThat(start().check()).isInstanceOf(RestoreState.UpToDate.class);
    erase(guard, "r3", BORIS);
    assertThat(start().check()).isInstanceOf(RestoreState.UpToDate.class);
  }

  @Test
  void asksForTheReplayAgainUntilItIsDone() {
    InMemoryRequestStore backup = database.copy();
    erase(start(), "r1", ANNA);
    database = backup;

    for (int i = 0; i < 3; i++) {
      LedgerGuard guard = start();
      assertThatThrownBy(guard::requireServing).isInstanceOf(RestoreDetectedException.class);
      assertThat(guard.toReplay().matches(ANNA)).isTrue();
    }
  }

  @Test
  void leavesAPersonAloneWhoRegisteredAgainBeforeTheBackupWasMade() {
    erase(start(), "r1", ANNA);
    InMemoryRequestStore backup = database.copy();
    erase(start(), "r2", BORIS);
    database = backup;

    assertThat(start().toReplay().matches(ANNA)).isFalse();
    assertThat(start().toReplay().matches(BORIS)).isTrue();
  }

  @Test
  void noticesARestoreUnderTheRunningApplication() {
    InMemoryRequestStore first = new InMemoryRequestStore();
    Switch store = new Switch(first);
    LedgerGuard guard = new LedgerGuard(open(), store, keys, clock);
    database = first;
    guard.requireServing();
    LedgerEntry one = begin(guard, "r1", ANNA);
    InMemoryRequestStore backup = first.copy();
    commit(guard, one);
    commit(guard, complete(guard, "r1", ANNA));

    store.now = backup;
    LedgerEntry next = begin(guard, "r2", BORIS);

    assertThatThrownBy(() -> guard.watermark(next)).isInstanceOf(RestoreDetectedException.class);
    assertThatThrownBy(guard::requireServing).isInstanceOf(RestoreDetectedException.class);
  }

  @Test
  void takesADeathBetweenTheLedgerAndTheCommitForARestore() {
    LedgerGuard guard = start();
    begin(guard, "r1", ANNA);

    LedgerGuard restarted = start();

    assertThat(restarted.check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    ErasedSubjects erased = restarted.toReplay();
    assertThat(erased.match(ANNA).orElseThrow().hooks()).containsExactlyElementsOf(HOOKS);
    database.append(EXAMPLE, List.of(restarted.replayed(erased)));
    restarted.check();
    erase(restarted, "r1", ANNA);
    assertThat(start().check()).isInstanceOf(RestoreState.UpToDate.class);
  }

  @Test
  void takesADeathBetweenTheEndAndItsCommitForARestoreToo() {
    LedgerGuard guard = start();
    commit(guard, begin(guard, "r1", ANNA));
    complete(guard, "r1", ANNA);

    assertThat(start().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    assertThat(start().toReplay().matches(ANNA)).isTrue();
  }

  @Test
  void repeatsNothingThatWasAnnouncedAndAbandoned() {
    InMemoryRequestStore backup = database.copy();
    LedgerGuard guard = start();
    begin(guard, "r1", ANNA);
    commit(guard, guard.abandon("r1", ANNA, tombstone("r1"), HOOKS));
    database = backup;

    assertThat(start().toReplay().matches(ANNA)).isFalse();
  }

  @Test
  void advancesTheWatermarkAlthoughTwoErasuresOverlap() {
    LedgerGuard guard = start();
    LedgerEntry one = begin(guard, "r1", ANNA);
    LedgerEntry two = begin(guard, "r2", BORIS);
    EvidenceDraft early = guard.watermark(one).orElseThrow();
    EvidenceDraft late = guard.watermark(two).orElseThrow();
    database.append(EXAMPLE, List.of(late));

    assertThatThrownBy(() -> database.append(EXAMPLE, List.of(early)))
        .isInstanceOf(StaleStreamException.class);
    assertThat(guard.watermark(one)).as("a later entry is known already").isEmpty();

    assertThat(start().check()).isInstanceOf(RestoreState.UpToDate.class);
  }

  @Test
  void raisesTheAlarmWhenTheLedgerIsLost() throws Exception {
    erase(start(), "r1", ANNA);
    Files.delete(file);

    assertLost();
  }

  @Test
  void raisesTheAlarmWhenTheLedgerIsCutOffAtAnyLength() throws Exception {
    erase(start(), "r1", ANNA);
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      LedgerGuard guard = start();
      assertThat(guard.check()).as("cut at %s", length).isInstanceOf(RestoreState.LedgerLost.class);
      Files.delete(file);
    }
  }

  @Test
  void raisesTheAlarmWhenAnOlderCopyOfTheLedgerCameBack() throws Exception {
    erase(start(), "r1", ANNA);
    byte[] older = Files.readAllBytes(file);
    erase(start(), "r2", BORIS);
    Files.write(file, older);

    assertLost();
  }

  @Test
  void raisesTheAlarmWhenAnotherLedgerOfTheSameControllerIsThere() throws Exception {
    erase(start(), "r1", ANNA);
    Files.delete(file);
    LedgerGuard elsewhere = new LedgerGuard(open(), new InMemoryRequestStore(), keys, clock);
    for (int i = 0; i < 5; i++) {
      begin(elsewhere, "x" + i, BORIS);
    }

    assertLost();
  }

  @Test
  void goesOnWithoutALedgerThatIsGoneForGoodOnceSomebodyAnswersForIt() throws Exception {
    erase(start(), "r1", ANNA);
    Files.delete(file);
    LedgerGuard guard = start();
    guard.check();

    database.append(EXAMPLE, List.of(guard.acceptLoss(DPO)));

    assertThat(guard.check()).isInstanceOf(RestoreState.UpToDate.class);
    erase(guard, "r2", BORIS);
    assertThat(start().check()).isInstanceOf(RestoreState.UpToDate.class);
    EvidenceEntry accepted = database.stream(EXAMPLE, LedgerGuard.WATERMARK).get(2);
    assertThat(accepted.type()).isEqualTo("ledger-loss-accepted");
    assertThat(accepted.details()).containsEntry("by", "dpo").containsEntry("lost-seq", "2");
  }

  @Test
  void countsNoReplayAsDoneThatAnotherProcessOvertook() {
    InMemoryRequestStore backup = database.copy();
    erase(start(), "r1", ANNA);
    database = backup;
    LedgerGuard one = start();
    LedgerGuard other = start();
    ErasedSubjects slow = one.toReplay();
    database.append(EXAMPLE, List.of(other.replayed(other.toReplay())));

    assertThatIllegalStateException()
        .isThrownBy(() -> one.replayed(slow))
        .withMessageContaining("check again");
    assertThat(one.check()).isInstanceOf(RestoreState.UpToDate.class);
  }

  @Test
  void tellsLateWritersWhoWasErased() {
    LedgerGuard guard = start();
    commit(guard, begin(guard, "r1", ANNA));
    assertThat(guard.isErased(ANNA)).as("begun, and not erased yet").isFalse();
    clock.advance(Duration.ofHours(1));
    commit(guard, complete(guard, "r1", ANNA));

    for (LedgerGuard one : List.of(guard, start())) {
      assertThat(one.isErased(ANNA)).isTrue();
      assertThat(one.erasedAt(ANNA)).contains(SettableClock.START.plus(Duration.ofHours(1)));
      assertThat(one.isErased(BORIS)).isFalse();
      String email = ANNA.identifier(IdentifierType.EMAIL).orElseThrow();
      assertThat(one.isErased(new DataSubject(Set.of(new Identifier(IdentifierType.EMAIL, email)))))
          .isTrue();
      assertThat(
              one.isErased(
                  DataSubject.ofAccount("a-new-account").alsoKnownAs(IdentifierType.EMAIL, email)))
          .as("registered again")
          .isFalse();
    }
  }

  @Test
  void findsWhomToEraseAgainInAStoreThatWasRestoredAlone() {
    LedgerGuard guard = start();
    erase(guard, "r1", BORIS);
    clock.advance(Duration.ofDays(1));
    erase(guard, "r2", ANNA);

    ErasedSubjects erased = guard.erasedSince(clock.instant());

    assertThat(erased.matches(ANNA)).isTrue();
    assertThat(erased.matches(BORIS)).isFalse();
  }

  @Test
  void writesNoIdentifierIntoTheEvidenceOrTheLedger() throws Exception {
    erase(start(), "r1", ANNA);

    StringBuilder all = new StringBuilder(Files.readString(file));
    for (EvidenceEntry entry : database.read(EXAMPLE, 0, 100)) {
      all.append(new String(entry.bytes(), StandardCharsets.UTF_8));
    }
    assertThat(all.toString())
        .contains("ledger-advanced")
        .doesNotContainIgnoringCase("anna", "anna-4711", "@");
  }

  private void assertLost() {
    LedgerGuard guard = start();
    assertThat(guard.check()).isInstanceOf(RestoreState.LedgerLost.class);
    assertThatThrownBy(guard::requireServing)
        .isInstanceOf(LedgerLostException.class)
        .hasMessageContaining("put the right ledger back");
    assertThatThrownBy(() -> begin(guard, "r9", BORIS)).isInstanceOf(LedgerLostException.class);
    assertThatThrownBy(guard::toReplay).isInstanceOf(LedgerLostException.class);
  }

  private FileErasureLedger open() {
    return FileErasureLedger.open(file, EXAMPLE);
  }

  /** As after a start of the application. */
  private LedgerGuard start() {
    return new LedgerGuard(open(), database, keys, clock);
  }

  private void erase(LedgerGuard guard, String reference, DataSubject subject) {
    commit(guard, begin(guard, reference, subject));
    commit(guard, complete(guard, reference, subject));
  }

  private static LedgerEntry begin(LedgerGuard guard, String reference, DataSubject subject) {
    return guard.begin(reference, subject, tombstone(reference), HOOKS);
  }

  private static LedgerEntry complete(LedgerGuard guard, String reference, DataSubject subject) {
    return guard.complete(reference, subject, tombstone(reference), HOOKS);
  }

  private void commit(LedgerGuard guard, LedgerEntry entry) {
    Optional<EvidenceDraft> draft = guard.watermark(entry);
    database.append(EXAMPLE, draft.stream().toList());
  }

  private static Tombstone tombstone(String reference) {
    return new Tombstone("gone-" + reference);
  }

  /** A connection behind which the database is exchanged. */
  private static final class Switch implements EvidenceStore {

    private EvidenceStore now;

    Switch(EvidenceStore first) {
      now = first;
    }

    @Override
    public List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
      return now.append(controller, drafts);
    }

    @Override
    public EvidenceHead head(PartyId controller) {
      return now.head(controller);
    }

    @Override
    public List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
      return now.stream(controller, stream);
    }

    @Override
    public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
      return now.read(controller, afterSeq, limit);
    }
  }
}
