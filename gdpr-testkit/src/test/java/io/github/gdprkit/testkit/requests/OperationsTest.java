package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Assignment;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.OperationId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host knows a call that is repeated from one that is to be done. */
class OperationsTest {

  private static final Approval APPROVAL =
      new Approval("r-1", "dpo", Instant.parse("2026-02-03T04:05:06Z"));

  @TempDir Path folder;
  private final SmallHook notes = SmallHook.of("notes", ErasureStage.CONTENT);
  private final Remembering host = new Remembering(notes);

  OperationsTest() {
    notes.plant(Subjects.ANNA, 10);
    notes.plant(Subjects.BORIS, 10);
  }

  private static RequestId granted(Desk desk, Requests requests) {
    RequestId id = desk.verified(requests, Claim.ERASURE, Subjects.ANNA).id();
    desk.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    return id;
  }

  private long left() {
    return notes.remaining(Scope.of(Subjects.ANNA));
  }

  @Test
  void asksAgainUnderTheSameNameAfterACrashBetweenABatchAndItsRecord() {
    Desk desk = new Desk(folder);
    Requests dying = desk.kit(host).requests();
    RequestId id = granted(desk, dying);
    host.doing(
        (slice, call) -> {
          ErasureBatch batch = notes.erase(slice);
          if (call == 2) {
            throw new OutOfMemoryError("killed");
          }
          return batch;
        });
    assertThatThrownBy(() -> dying.fulfil(id)).isInstanceOf(OutOfMemoryError.class);
    host.mended();

    Requests again = desk.restarted(desk.store(), HookCatalog.of(host)).requests();
    again.fulfil(id);

    List<OperationId> operations = host.operations();
    assertThat(operations.get(2)).isEqualTo(operations.get(1));
    assertThat(new HashSet<>(operations)).hasSize(operations.size() - 1);
    assertThat(host.fences()).startsWith(1L, 1L, 2L).isSorted();
    assertThat(left()).isZero();
  }

  @Test
  void asksAgainUnderTheSameNameAfterAnException() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(host).requests();
    RequestId id = granted(desk, requests);
    host.doing(
        (slice, call) -> {
          if (call == 2) {
            throw new IllegalStateException("The other service did not answer in time");
          }
          return notes.erase(slice);
        });

    requests.fulfil(id);
    requests.fulfil(id);

    assertThat(host.operations().get(2)).isEqualTo(host.operations().get(1));
    assertThat(left()).isZero();
  }

  @Test
  @GdprReference(article = "17(1)", text = "the obligation to erase personal data")
  void isNotTakenForARepetitionWhenItBeginsAgainBecauseRecordsWereLeft() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(host).requests();
    RequestId id = granted(desk, requests);
    host.doing(
        (slice, call) -> {
          ErasureBatch batch = notes.erase(slice);
          return call == 2 ? ErasureBatch.last(batch.erased()) : batch;
        });
    requests.fulfil(id);
    assertThat(left()).isEqualTo(4);
    Set<OperationId> before = new HashSet<>(host.operations());

    requests.fulfil(id);

    assertThat(left()).isZero();
    assertThat(host.operations().subList(2, host.operations().size()))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(before);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.FULFILLED);
  }

  @Test
  void isNotTakenForARepetitionAfterAnAnswerThatIsNoUse() {
    Desk desk = new Desk(folder);
    Requests requests = desk.kit(host).requests();
    RequestId id = granted(desk, requests);
    host.doing(
        (slice, call) -> {
          ErasureBatch batch = notes.erase(slice);
          return call == 2 ? new ErasureBatch(batch.erased(), 0, Page.after(slice.after())) : batch;
        });
    requests.fulfil(id);
    assertThat(left()).isEqualTo(4);

    requests.fulfil(id);

    assertThat(left()).isZero();
    assertThat(new HashSet<>(host.operations())).hasSameSizeAs(host.operations());
  }

  /** Wherever the process dies while a hook that had left records behind is driven again. */
  private boolean isErasedAfterACrash(int call, Moment moment) throws Exception {
    SmallHook rows = SmallHook.of("notes", ErasureStage.CONTENT);
    rows.plant(Subjects.ANNA, 10);
    Remembering remembering = new Remembering(rows);
    remembering.doing(
        (slice, number) -> {
          ErasureBatch batch = rows.erase(slice);
          return number == 2 ? ErasureBatch.last(batch.erased()) : batch;
        });
    Desk desk = new Desk(Files.createTempDirectory(folder, "round"));
    InMemoryRequestStore store = new InMemoryRequestStore();
    RequestId id = granted(desk, desk.over(store).kit(remembering).requests());
    boolean isCrashed = false;
    try {
      Requests dying =
          desk.over(CrashingStore.atCall(store, call, moment)).kit(remembering).requests();
      dying.fulfil(id);
      dying.fulfil(id);
    } catch (SimulatedCrash e) {
      isCrashed = true;
    }

    GdprKit kit = desk.restarted(store, HookCatalog.of(remembering));
    kit.restores().check();
    kit.requests().fulfil(id);
    kit.requests().fulfil(id);

    String where = moment + " call " + call;
    assertThat(rows.remaining(Scope.of(Subjects.ANNA))).as(where).isZero();
    assertThat(kit.requests().get(id).status()).as(where).isEqualTo(RequestStatus.FULFILLED);
    return isCrashed;
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "AFTER"})
  void losesNothingWithAHostThatAnswersFromMemory(Moment moment) throws Exception {
    int call = 1;
    while (isErasedAfterACrash(call, moment)) {
      call++;
    }
    assertThat(call).isGreaterThan(10);
  }

  @Test
  @GdprReference(article = "32(1)(c)", text = "restore the availability")
  void isNotTakenForARepetitionWhenABackupBroughtTheDataBack() throws Exception {
    Desk desk = new Desk(folder);
    InMemoryRequestStore store = new InMemoryRequestStore();
    Requests requests = desk.over(store).kit(host).requests();
    RequestId id = granted(desk, requests);
    InMemoryRequestStore backup = store.copy();
    requests.fulfil(id);
    notes.plant(Subjects.ANNA, 10);
    GdprKit restored = desk.restarted(backup, HookCatalog.of(host));

    restored
        .restores()
        .replay(
            (after, max, each) -> {
              each.accept(Subjects.ANNA);
              return Page.last();
            },
            Desk.DPO);

    assertThat(left()).isZero();
    assertThat(new HashSet<>(host.operations())).hasSameSizeAs(host.operations());
  }

  @Test
  void namesTheWorkAndThePlaceInIt() {
    PartyId controller = new PartyId("acme");
    Set<OperationId> all = new HashSet<>();
    int count = 0;
    for (PartyId party : List.of(controller, new PartyId("other"))) {
      for (String reference : List.of("r-1", "r-2")) {
        for (String work : List.of("erase.notes", "restrict.notes")) {
          for (String attempt : List.of("0", "1")) {
            Assignment assignment = Assignment.of(party, reference, work, attempt);
            ErasureSlice first =
                ErasureSlice.first(
                    APPROVAL, Scope.of(Subjects.ANNA), new Tombstone("erased-1"), 5, assignment);
            all.add(first.operation());
            all.add(first.next("").operation());
            all.add(first.next("7").operation());
            count += 3;
            assertThat(first.next("7").operation())
                .isEqualTo(first.next("6").next("7").operation());
          }
        }
      }
    }
    assertThat(all).hasSize(count);
  }

  @Test
  void saysUnderWhichNumberTheWorkIsHeldAndDoesNotNameTheCallByIt() {
    Assignment assignment = Assignment.of(new PartyId("acme"), "r-1", "rectify.notes", "0");
    Mandate mandate = new Mandate(APPROVAL, Subjects.ANNA, assignment.under(4));
    Mandate later = new Mandate(APPROVAL, Subjects.ANNA, assignment.under(5));

    assertThat(mandate.fence()).hasValue(4);
    assertThat(later.operation()).isEqualTo(mandate.operation());
    assertThat(new Mandate(APPROVAL, Subjects.ANNA, assignment).fence()).isEmpty();
    assertThat(mandate.toString()).doesNotContain("anna");
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatThrownBy(() -> new OperationId("x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Assignment(" ", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
