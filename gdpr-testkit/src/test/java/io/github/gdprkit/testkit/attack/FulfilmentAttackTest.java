package io.github.gdprkit.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.HoldId;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.Restores;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.LostClaimException;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fault.FailingErasure;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways in which work could be done that nobody decided, or be done without a trace. */
class FulfilmentAttackTest {

  private static final HookId NOTES = new HookId("notes");

  @TempDir Path folder;
  private final SmallHook notes = SmallHook.of("notes", ErasureStage.CONTENT);

  FulfilmentAttackTest() {
    notes.plant(Subjects.ANNA, 9);
    notes.plant(Subjects.BORIS, 9);
  }

  private long notesOfAnna() {
    return notes.snapshot().stream().filter(row -> row.contains("anna-4711")).count();
  }

  private static RequestId granted(Rig rig, Requests requests) {
    RequestId id = rig.verified(requests, Claim.ERASURE, Subjects.ANNA).id();
    rig.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    return id;
  }

  @Test
  @GdprReference(article = "12(6)", text = "to confirm the identity of the data subject")
  void worksForNobodyButWhoWasVerified() {
    Rig rig = new Rig(folder);
    Requests requests = rig.kit(HookCatalog.of(notes)).requests();
    RequestId id = rig.verified(requests, Claim.ERASURE, Subjects.BORIS).id();
    DataSubjectRequest decided = rig.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    rig.store()
        .commit(
            List.of(
                new RequestChange(
                    decided.header(),
                    List.of(),
                    new RequestChange.Papers.Put(RequestFile.of(Subjects.ANNA, "Anna")),
                    null)));

    assertThatThrownBy(() -> requests.fulfil(id)).isInstanceOf(GdprException.class);

    assertThat(notesOfAnna()).isEqualTo(9);
  }

  @Test
  @GdprReference(article = "12(2)", text = "shall facilitate the exercise of data subject rights")
  void stopsAtTheNextBatchOnceThePersonTookItBack() {
    Rig rig = new Rig(folder);
    List<Requests> kits = new ArrayList<>();
    List<RequestId> ids = new ArrayList<>();
    Requests requests =
        rig.kit(
                HookCatalog.of(
                    Listening.afterBatch(
                        notes,
                        batch -> {
                          if (batch == 1) {
                            kits.get(0).withdraw(ids.get(0), Rig.DPO);
                          }
                        })))
            .requests();
    kits.add(requests);
    ids.add(granted(rig, requests));

    requests.fulfil(ids.get(0));

    assertThat(requests.get(ids.get(0)).status()).isEqualTo(RequestStatus.WITHDRAWN);
    assertThat(notesOfAnna()).isEqualTo(6);
  }

  @Test
  @GdprReference(article = "5(1)(e)", text = "kept in a form which permits identification")
  void leavesNoArchiveBehindThatWasFinishedAfterThePersonTookItBack() {
    Rig rig = new Rig(folder);
    List<Requests> kits = new ArrayList<>();
    List<RequestId> ids = new ArrayList<>();
    HookCatalog catalog = HookCatalog.of(notes);
    Requests requests = rig.kit(catalog).requests();
    kits.add(requests);
    RequestId id = rig.verified(requests, Claim.ACCESS, Subjects.ANNA).id();
    ids.add(id);
    rig.grant(requests, id);

    boolean[] done = {false};
    requests.fulfil(
        id,
        progress -> {
          if (!done[0]) {
            done[0] = true;
            requests.withdraw(id, Rig.DPO);
          }
        });

    assertThat(done[0]).isTrue();
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.WITHDRAWN);
    assertThat(rig.archives.sealedArchives()).isEmpty();
  }

  @Test
  @GdprReference(article = "12(4)", text = "inform the data subject without delay")
  void doesNotCallErasedWhatAPersonCouldNotErase() {
    Rig rig = new Rig(folder);
    FailingErasure failing = FailingErasure.beforeBatch(notes, 1);
    Requests requests = rig.kit(HookCatalog.of(failing)).requests();
    RequestId id = granted(rig, requests);
    requests.fulfil(id);

    requests.closeTask(
        id, TaskId.of(TaskKind.ERASE, NOTES), ManualResult.NOT_POSSIBLE, "no way", Rig.DPO);

    ErasureReport report = requests.erasureReport(id);
    assertThat(report.outcomes(ErasureOutcome.Erased.class)).isEmpty();
    assertThat(report.isVerified()).isFalse();
  }

  @Test
  @GdprReference(article = "5(2)", text = "be able to demonstrate compliance")
  void keepsTheIntentOfWhoTookTheWorkOver() {
    Rig rig = new Rig(folder);
    InMemoryRequestStore memory = new InMemoryRequestStore();
    List<Requests> kits = new ArrayList<>();
    List<RequestId> ids = new ArrayList<>();
    boolean[] over = {false};
    RequestStore store =
        Listening.before(
            memory,
            "commit",
            call -> {
              FileErasureLedger ledger =
                  FileErasureLedger.open(folder.resolve("ledger"), Orders.CONTROLLER.id());
              if (ledger.head().seq() == 1 && !over[0]) {
                over[0] = true;
                // Another process takes the work over here, and dies in its second batch.
                assertThatThrownBy(() -> kits.get(1).fulfil(ids.get(0)))
                    .isInstanceOf(OutOfMemoryError.class);
              }
            });
    Requests first = rig.over(store).kit(HookCatalog.of(notes)).requests();
    kits.add(first);
    GdprKit second =
        rig.over(memory)
            .kit(
                HookCatalog.of(
                    Listening.afterBatch(
                        notes,
                        batch -> {
                          throw new OutOfMemoryError("killed");
                        })));
    second.ledger().check();
    kits.add(second.requests());
    ids.add(granted(rig, first));

    assertThatThrownBy(() -> first.fulfil(ids.get(0))).isInstanceOf(LostClaimException.class);

    assertThat(notesOfAnna()).isEqualTo(6);
    GdprKit restored = rig.over(new InMemoryRequestStore()).kit(HookCatalog.of(notes));
    assertThat(restored.ledger().toReplay().matches(Subjects.ANNA)).isTrue();
  }

  @Test
  @GdprReference(article = "32(1)(c)", text = "restore the availability")
  void goesOnAfterACrashBetweenTheLastEntryAndItsCommit() {
    Rig rig = new Rig(folder);
    InMemoryRequestStore memory = new InMemoryRequestStore();
    RequestStore store =
        Listening.before(
            memory,
            "commit",
            call -> {
              FileErasureLedger ledger =
                  FileErasureLedger.open(folder.resolve("ledger"), Orders.CONTROLLER.id());
              if (ledger.head().seq() == 2) {
                throw new OutOfMemoryError("killed");
              }
            });
    Requests dying = rig.over(store).kit(HookCatalog.of(notes)).requests();
    RequestId id = granted(rig, dying);
    assertThatThrownBy(() -> dying.fulfil(id)).isInstanceOf(OutOfMemoryError.class);

    GdprKit again = rig.over(memory).kit(HookCatalog.of(notes));

    assertThat(again.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(again.requests().unfinished()).containsExactly(id);
    assertThat(again.requests().fulfil(id).request().status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  @GdprReference(article = "12(3)", text = "without undue delay")
  void leavesNoRequestLinkedToOneThatClosedInThatMoment() {
    Rig rig = new Rig(folder);
    InMemoryRequestStore memory = new InMemoryRequestStore();
    List<Requests> kits = new ArrayList<>();
    List<RequestId> ids = new ArrayList<>();
    RequestStore store =
        Listening.before(
            memory,
            "commit",
            call -> {
              // receive is 1; the first confirmation, refused as a duplicate, 2; the link 3
              if (call == 3) {
                kits.get(0).withdraw(ids.get(0), Rig.DPO);
              }
            });
    kits.add(rig.over(memory).kit(HookCatalog.of(notes)).requests());
    ids.add(rig.verified(kits.get(0), Claim.ACCESS, Subjects.ANNA).id());
    Requests slow = rig.over(store).kit(HookCatalog.of(notes)).requests();

    RequestId second = rig.verified(slow, Claim.ACCESS, Subjects.ANNA).id();

    assertThat(slow.get(second).original()).isEmpty();
    rig.grant(slow, second);
    assertThat(slow.fulfil(second).request().status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  @GdprReference(article = "17(3)(e)", text = "for the establishment, exercise or defence of legal")
  void doesNotReplayAnErasureUnderAHold() throws Exception {
    Rig rig = new Rig(folder);
    InMemoryRequestStore memory = new InMemoryRequestStore();
    GdprKit kit = rig.over(memory).kit(HookCatalog.of(notes));
    InMemoryRequestStore backup = memory.copy();
    RequestId id = granted(rig, kit.requests());
    kit.requests().fulfil(id);
    notes.plant(Subjects.ANNA, 9);
    GdprKit restored = rig.over(backup).kit(HookCatalog.of(notes));
    assertThat(restored.restores().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    restored.holds().place(Subjects.ANNA, HoldGround.values()[0], Rig.DPO);

    Restores.Outcome outcome =
        restored
            .restores()
            .replay(
                (after, max, each) -> {
                  each.accept(Subjects.ANNA);
                  return Page.last();
                },
                Rig.DPO);

    assertThat(notesOfAnna()).isEqualTo(9);
    assertThat(outcome.isComplete()).isFalse();
  }

  @Test
  @GdprReference(article = "17(3)(e)", text = "for the establishment, exercise or defence of legal")
  void keepsThePapersOfAPersonUnderAHold() {
    Rig rig = new Rig(folder);
    GdprKit kit = rig.kit(HookCatalog.of(notes));
    Requests requests = kit.requests();
    RequestId id = rig.fulfilled(requests, Claim.ACCESS, Subjects.ANNA).request().id();
    rig.clock.advance(Duration.ofDays(4000));
    kit.holds().place(Subjects.ANNA, HoldGround.values()[0], Rig.DPO);

    assertThat(requests.erasePapersClosedBefore(rig.clock.instant())).isZero();

    assertThat(requests.papers(id)).isPresent();
  }

  @Test
  @GdprReference(article = "17(1)", text = "the erasure of personal data")
  void erasesWhatWasHeldFromTheStartOnceTheHoldIsReleased() {
    Rig rig = new Rig(folder);
    GdprKit kit = rig.kit(HookCatalog.of(notes));
    Requests requests = kit.requests();
    HoldId hold = kit.holds().place(Subjects.ANNA, HoldGround.values()[0], Rig.DPO).id();
    RequestId id = granted(rig, requests);
    assertThat(requests.fulfil(id).request().status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(notesOfAnna()).isEqualTo(9);
    kit.holds().release(hold, Rig.DPO);

    requests.fulfil(id);

    assertThat(notesOfAnna()).isZero();
    assertThat(requests.papers(id)).isEmpty();
    assertThat(requests.get(id).hasOpenWork()).isFalse();
  }

  @Test
  @GdprReference(article = "17(1)", text = "personal data concerning him or her")
  void doesNotReplayUponAnAccountWhatWasErasedUnderASharedAddress() throws Exception {
    Rig rig = new Rig(folder);
    InMemoryRequestStore memory = new InMemoryRequestStore();
    GdprKit kit = rig.over(memory).kit(HookCatalog.of(notes));
    InMemoryRequestStore backup = memory.copy();
    DataSubject guest =
        new DataSubject(Set.of(new Identifier(IdentifierType.EMAIL, "anna-4711@example.org")));
    RequestId id =
        kit.requests()
            .receive(
                Intake.of(
                    Claim.ERASURE, guest, "a guest", IntakeChannel.IN_APP, rig.clock.instant()),
                Rig.DPO)
            .id();
    rig.confirm(kit.requests(), id, guest);
    rig.grant(kit.requests(), id, Condition.NO_LONGER_NECESSARY);
    kit.requests().fulfil(id);
    assertThat(notesOfAnna()).isEqualTo(9);
    GdprKit restored = rig.over(backup).kit(HookCatalog.of(notes));

    Restores.Outcome outcome =
        restored
            .restores()
            .replay(
                (after, max, each) -> {
                  each.accept(Subjects.ANNA);
                  return Page.last();
                },
                Rig.DPO);

    assertThat(outcome.isComplete()).isTrue();
    assertThat(notesOfAnna()).isEqualTo(9);
  }
}
