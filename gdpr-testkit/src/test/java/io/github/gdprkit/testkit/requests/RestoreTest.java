package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.erasure.RestoreDetectedException;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.erasure.SubjectDirectory;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.Restores;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.ExtensionReason;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.FailingErasure;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup from before an erasure is restored. */
class RestoreTest {

  private static final DataSubject REGISTERED_AGAIN =
      DataSubject.ofAccount("anna-9999").alsoKnownAs(IdentifierType.EMAIL, "anna-4711@example.org");

  @TempDir Path folder;
  private Desk desk;
  private InMemoryRequestStore backup;
  private FixtureChat restoredChat;
  private String tombstone;
  private RequestId access;
  private ArchiveId archive;
  private RequestId open;

  /** Takes a backup, erases Anna, and restores the backup. */
  @BeforeEach
  void restore() {
    desk = new Desk(folder);
    FixtureChat chat = new FixtureChat().withSomethingOfEverything();
    InMemoryRequestStore store = new InMemoryRequestStore();
    Requests requests = desk.over(store).kit(chat.catalog()).requests();
    FulfilmentOutcome exported = desk.fulfilled(requests, Claim.ACCESS, Subjects.ANNA);
    access = exported.request().id();
    archive = Objects.requireNonNull(exported.archive());
    desk.closeByHand(requests, access);
    open = desk.verified(requests, Claim.RECTIFICATION, Subjects.ANNA).id();

    backup = store.copy();
    RequestId erasure =
        desk.fulfilled(requests, Claim.ERASURE, Subjects.ANNA, Condition.NO_LONGER_NECESSARY)
            .request()
            .id();
    desk.closeByHand(requests, erasure);
    tombstone = requests.get(erasure).tombstone().orElseThrow().value();
    assertThat(chat.profileOf(Subjects.ANNA)).isEmpty();

    restoredChat = new FixtureChat().withSomethingOfEverything();
  }

  private GdprKit kit() {
    return desk.restarted(backup, restoredChat.catalog());
  }

  private SubjectDirectory present(DataSubject... people) {
    return (after, max, each) -> {
      for (DataSubject person : people) {
        if (!restoredChat.profileOf(person).isEmpty()) {
          each.accept(person);
        }
      }
      return Page.last();
    };
  }

  private List<String> others() {
    return restoredChat.snapshot().stream()
        .filter(row -> row.contains("=" + Subjects.accountOf(Subjects.BORIS) + ","))
        .filter(row -> !row.contains("author=" + Subjects.accountOf(Subjects.ANNA)))
        .filter(row -> !row.contains("author=erased-"))
        .toList();
  }

  @Test
  void servesNothingUntilTheReplayIsDone() {
    GdprKit kit = kit();
    Requests requests = kit.requests();
    assertThat(kit.restores().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);

    List<ThrowingCallable> verbs =
        List.of(
            () -> requests.receive(desk.intake(Claim.ACCESS, Subjects.BORIS), Desk.DPO),
            () -> requests.askForIdentity(open, AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO),
            () -> desk.confirm(requests, open, Subjects.ANNA),
            () ->
                requests.askForClarification(
                    open, "Which messages do you mean?", AskedWhen.WITHOUT_UNDUE_DELAY, Desk.DPO),
            () -> requests.clarified(open, "", Desk.DPO),
            () -> requests.correct(open, List.of(), Desk.DPO),
            () -> requests.extend(open, ExtensionReason.COMPLEXITY, "much", Desk.DPO),
            () -> requests.decide(open, Decision.refuse(RefusalGround.EXCESSIVE, "no"), Desk.DPO),
            () -> requests.fulfil(open),
            () ->
                requests.closeTask(open, new TaskId("by-hand.x"), ManualResult.DONE, "", Desk.DPO),
            () -> requests.announceLifting(open, Desk.DPO),
            () -> requests.liftRestriction(open, Desk.DPO),
            () -> requests.withdraw(open, Desk.DPO));
    for (ThrowingCallable verb : verbs) {
      assertThatThrownBy(verb)
          .isInstanceOf(RestoreDetectedException.class)
          .hasMessageContaining("replay");
    }
    assertThat(backup.head(Orders.CONTROLLER.id()))
        .isEqualTo(backup.copy().head(Orders.CONTROLLER.id()));
  }

  @Test
  void servesNothingEvenWhenNobodyAskedForACheck() {
    assertThatThrownBy(() -> kit().requests().fulfil(access))
        .isInstanceOf(RestoreDetectedException.class);
  }

  @Test
  @GdprReference(article = "17(1)", text = "the erasure of personal data concerning him or her")
  void erasesThePersonAgainAndNobodyElse() throws Exception {
    GdprKit kit = kit();
    kit.restores().check();
    List<String> others = others();

    Restores.Outcome outcome =
        kit.restores().replay(present(Subjects.ANNA, Subjects.BORIS), Desk.DPO);

    assertThat(outcome.isComplete()).isTrue();
    assertThat(outcome.looked()).isEqualTo(2);
    assertThat(outcome.erasedAgain()).isEqualTo(1);
    assertThat(restoredChat.profileOf(Subjects.ANNA)).isEmpty();
    assertThat(restoredChat.snapshot())
        .noneMatch(row -> row.matches(".*(account|author|owner)=anna-4711,.*"))
        .anyMatch(row -> row.contains("author=" + tombstone));
    assertThat(others()).isEqualTo(others);
    assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(kit.requests().papers(access)).isEmpty();
    assertThat(kit.requests().papers(open).orElseThrow().subject().hasAccount("anna-4711"))
        .isFalse();
    assertThat(
            backup.read(Orders.CONTROLLER.id(), 0, Integer.MAX_VALUE).stream()
                .map(EvidenceEntry::stream)
                .map(StreamId::toString))
        .anyMatch(stream -> stream.contains("erasure-replay"));
    Evidence.assertVerifies(desk, kit);
    desk.fulfilled(kit.requests(), Claim.ACCESS, Subjects.BORIS);
  }

  @Test
  void erasesTheArchivesThatCameBackToo() throws Exception {
    GdprKit kit = kit();
    desk.archives.draft(archive).seal(0);

    kit.restores().check();
    kit.restores().replay(present(Subjects.ANNA), Desk.DPO);

    assertThat(desk.archives.sealedArchives()).doesNotContain(archive.value());
  }

  @Test
  void doesNotEraseSomebodyWhoRegisteredAgain() throws Exception {
    GdprKit kit = kit();
    restoredChat.join(REGISTERED_AGAIN);
    restoredChat.post(REGISTERED_AGAIN, FixtureChat.TOWN_SQUARE, "I am back");
    kit.restores().check();

    kit.restores().replay(present(Subjects.ANNA, REGISTERED_AGAIN), Desk.DPO);

    assertThat(restoredChat.profileOf(REGISTERED_AGAIN)).isNotEmpty();
    assertThat(restoredChat.snapshot()).anyMatch(row -> row.contains("I am back"));
    assertThat(restoredChat.profileOf(Subjects.ANNA)).isEmpty();
  }

  @Test
  void isNotCompleteWhileAHookFailsAndCanBeRunAgain() throws Exception {
    FailingErasure failing = FailingErasure.beforeBatch(restoredChat.uploads(), 1);
    GdprKit kit = desk.restarted(backup, restoredChat.catalog(failing));
    kit.restores().check();

    Restores.Outcome first = kit.restores().replay(present(Subjects.ANNA), Desk.DPO);
    assertThat(first.isComplete()).isFalse();
    assertThat(first.failures()).hasSize(1);
    assertThat(restoredChat.profileOf(Subjects.ANNA)).isNotEmpty();
    assertThatThrownBy(() -> kit.requests().fulfil(access))
        .isInstanceOf(RestoreDetectedException.class);

    failing.repair();
    Restores.Outcome second = kit.restores().replay(present(Subjects.ANNA), Desk.DPO);
    assertThat(second.isComplete()).isTrue();
    assertThat(restoredChat.profileOf(Subjects.ANNA)).isEmpty();
    List<String> after = restoredChat.snapshot();
    Restores.Outcome third = kit.restores().replay(present(Subjects.ANNA), Desk.DPO);
    assertThat(third.erasedAgain()).isZero();
    assertThat(restoredChat.snapshot()).isEqualTo(after);
  }

  @Test
  void replaysToTheEndAfterACrashAtWhicheverCommit() throws Exception {
    int call = 0;
    boolean crashed = true;
    while (crashed) {
      call++;
      crashed = false;
      InMemoryRequestStore store = backup.copy();
      restoredChat = new FixtureChat().withSomethingOfEverything();
      Desk own = new Desk(Files.createTempDirectory(folder, "round"));
      Files.copy(folder.resolve("ledger"), own.folder.resolve("ledger"));
      try {
        GdprKit dying =
            own.over(CrashingStore.atCall(store, call, Moment.AFTER)).kit(restoredChat.catalog());
        dying.restores().check();
        dying.restores().replay(present(Subjects.ANNA), Desk.DPO);
      } catch (SimulatedCrash e) {
        crashed = true;
      }
      GdprKit kit = own.restarted(store, restoredChat.catalog());
      if (kit.restores().check() instanceof RestoreState.ReplayOutstanding) {
        kit.restores().replay(present(Subjects.ANNA), Desk.DPO);
      }
      assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
      assertThat(restoredChat.profileOf(Subjects.ANNA)).isEmpty();
      assertThat(kit.requests().papers(access)).as("call %d", call).isEmpty();
    }
    assertThat(call).isGreaterThan(3);
  }
}
