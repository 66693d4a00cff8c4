package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.erasure.HoldGround;
import io.github.gdprkit.erasure.LegalHold;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskState;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.testkit.fault.CrashingStore;
import io.github.gdprkit.testkit.fault.SimulatedCrash;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasures that a legal hold stands in the way of, and what becomes of them. */
class HoldsTest {

  private static final int NOTES = 7;

  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();
  private final Recorded content = hook("content", ErasureStage.CONTENT);
  private final Recorded other = hook("other", ErasureStage.CONTENT);
  private final Recorded account = hook("account", ErasureStage.IDENTITY);

  private Recorded hook(String id, ErasureStage stage) {
    SmallHook hook = SmallHook.of(id, stage);
    hook.plant(Subjects.ANNA, NOTES);
    hook.plant(Subjects.BORIS, NOTES);
    return new Recorded(hook, calls);
  }

  private DataHook[] hooks() {
    return new DataHook[] {content, other, account};
  }

  private static long annas(Recorded hook) {
    return hook.hook().snapshot().stream()
        .filter(row -> row.contains(FixtureChat.canaryOf(Subjects.ANNA)))
        .count();
  }

  private static RequestId granted(Desk desk, Requests requests) {
    RequestId id = desk.verified(requests, Claim.ERASURE, Subjects.ANNA).id();
    desk.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    return id;
  }

  private static LegalHold hold(GdprKit kit, HookId... hooks) {
    return kit.holds().place(Subjects.ANNA, HoldGround.LITIGATION, Set.of(hooks), Desk.DPO);
  }

  private static TaskStatus statusOf(Requests requests, RequestId id, Recorded hook) {
    return requests
        .get(id)
        .task(TaskId.of(TaskKind.ERASE, hook.declaration().id()))
        .map(TaskState::status)
        .orElseThrow();
  }

  @Test
  @GdprReference(article = "17(3)(e)", text = "the establishment, exercise or defence of legal")
  void defersEverythingAndGoesOnWhenTheHoldIsReleased() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(hooks());
    Requests requests = kit.requests();
    LegalHold hold = hold(kit);
    RequestId id = granted(desk, requests);

    FulfilmentOutcome outcome = requests.fulfil(id);

    assertThat(calls).isEmpty();
    assertThat(outcome.request().status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(outcome.isComplete()).isFalse();
    assertThat(requests.erasureReport(id).isVerified()).isFalse();
    assertThat(requests.erasureReport(id).parts())
        .flatExtracting(part -> part.outcomes())
        .contains(new ErasureOutcome.Deferred(new HookId("content"), hold.id()));
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isFalse();
    assertThat(requests.papers(id)).isPresent();
    assertThat(requests.fulfil(id).isComplete()).isFalse();
    assertThat(requests.erasePapersClosedBefore(Instant.MAX)).isZero();

    kit.holds().release(hold.id(), Desk.DPO);
    assertThat(requests.unfinished()).containsExactly(id);
    FulfilmentOutcome late = requests.fulfil(id);

    assertThat(late.isComplete()).isTrue();
    assertThat(late.request().status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(annas(content) + annas(other) + annas(account)).isZero();
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isTrue();
    assertThat(requests.papers(id)).isEmpty();
    assertThat(requests.unfinished()).isEmpty();
    assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
  }

  @Test
  void defersTheHookThatIsHeldAndTheAccountAlone() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(hooks());
    Requests requests = kit.requests();
    LegalHold hold = hold(kit, new HookId("content"));
    RequestId id = granted(desk, requests);

    FulfilmentOutcome outcome = requests.fulfil(id);

    assertThat(outcome.request().status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(annas(content)).isEqualTo(NOTES);
    assertThat(annas(account)).isEqualTo(NOTES);
    assertThat(annas(other)).isZero();
    assertThat(statusOf(requests, id, content)).isEqualTo(TaskStatus.DEFERRED);
    assertThat(statusOf(requests, id, account)).isEqualTo(TaskStatus.DEFERRED);

    kit.holds().release(hold.id(), Desk.DPO);
    assertThat(requests.fulfil(id).isComplete()).isTrue();
    assertThat(annas(content) + annas(account)).isZero();
  }

  @Test
  void stopsAtTheNextBatchWhenAHoldIsPlaced() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(hooks());
    Requests requests = kit.requests();
    List<LegalHold> placed = new ArrayList<>();
    content.doing(
        call -> {
          if (placed.isEmpty()) {
            placed.add(hold(kit));
          }
        });
    RequestId id = granted(desk, requests);

    requests.fulfil(id);

    assertThat(calls).containsExactly("erase content");
    assertThat(annas(content)).isEqualTo(NOTES - 3);
    assertThat(annas(other)).isEqualTo(NOTES);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);

    kit.holds().release(placed.get(0).id(), Desk.DPO);
    assertThat(requests.fulfil(id).isComplete()).isTrue();
    assertThat(annas(content) + annas(other) + annas(account)).isZero();
    assertThat(
            requests
                .get(id)
                .task(TaskId.of(TaskKind.ERASE, new HookId("content")))
                .orElseThrow()
                .records())
        .isEqualTo(NOTES);
  }

  @Test
  void staysDeferredWhileAnotherHoldIsThere() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(hooks());
    Requests requests = kit.requests();
    LegalHold one = hold(kit);
    LegalHold two = hold(kit, new HookId("content"));
    RequestId id = granted(desk, requests);
    requests.fulfil(id);

    kit.holds().release(one.id(), Desk.DPO);
    requests.fulfil(id);
    assertThat(annas(content)).isEqualTo(NOTES);
    assertThat(annas(other)).isZero();
    assertThat(annas(account)).isEqualTo(NOTES);

    kit.holds().release(two.id(), Desk.DPO);
    assertThat(requests.fulfil(id).isComplete()).isTrue();
  }

  @Test
  void erasesThePapersWhenAPersonClosesTheLastOfTheLateWork() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(content);
    Requests requests = kit.requests();
    LegalHold hold = hold(kit);
    RequestId id = granted(desk, requests);
    requests.fulfil(id);
    kit.holds().release(hold.id(), Desk.DPO);
    content.doing(
        call -> {
          throw new IllegalStateException("no");
        });
    assertThat(requests.fulfil(id).failures()).hasSize(1);

    requests.closeTask(
        id,
        TaskId.of(TaskKind.ERASE, new HookId("content")),
        ManualResult.DONE,
        "by statement",
        Desk.DPO);

    assertThat(requests.papers(id)).isEmpty();
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isTrue();
  }

  @Test
  void endsTheLateWorkAfterACrashAtWhicheverCommit() throws Exception {
    for (CrashingStore.Moment moment :
        List.of(CrashingStore.Moment.BEFORE, CrashingStore.Moment.AFTER)) {
      int call = 0;
      boolean crashed = true;
      while (crashed) {
        call++;
        crashed = crashesInLateWork(call, moment);
      }
      assertThat(call).isGreaterThan(8);
    }
  }

  private boolean crashesInLateWork(int call, CrashingStore.Moment moment) throws Exception {
    InMemoryRequestStore store = new InMemoryRequestStore();
    Path own = Files.createTempDirectory(folder, "round");
    Desk desk = new Desk(own).over(store);
    Recorded notes = hook("notes", ErasureStage.CONTENT);
    GdprKit first = desk.kit(notes);
    LegalHold hold = hold(first);
    RequestId id = granted(desk, first.requests());
    first.requests().fulfil(id);
    first.holds().release(hold.id(), Desk.DPO);

    boolean crashed = false;
    try {
      desk.over(CrashingStore.atCall(store, call, moment)).kit(notes).requests().fulfil(id);
    } catch (SimulatedCrash e) {
      crashed = true;
    }
    GdprKit kit = desk.restarted(store, first.hooks());
    assertThat(kit.restores().check())
        .as("call %d, %s", call, moment)
        .isInstanceOf(RestoreState.UpToDate.class);
    for (RequestId unfinished : kit.requests().unfinished()) {
      kit.requests().fulfil(unfinished);
    }
    assertThat(annas(notes)).isZero();
    assertThat(kit.requests().papers(id)).as("call %d, %s", call, moment).isEmpty();
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isTrue();
    return crashed;
  }

  @Test
  void erasesNothingAgainThatIsHeldWhenABackupIsRestored() throws Exception {
    InMemoryRequestStore store = new InMemoryRequestStore();
    Desk desk = new Desk(folder).over(store);
    GdprKit kit = desk.kit(hooks());
    hold(kit, new HookId("content"));
    InMemoryRequestStore backup = store.copy();
    RequestId id = granted(desk, kit.requests());
    kit.requests().fulfil(id);
    assertThat(annas(other)).isZero();
    other.hook().plant(Subjects.ANNA, NOTES);

    GdprKit restored = desk.restarted(backup, kit.hooks());
    assertThat(restored.restores().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    restored
        .restores()
        .replay(
            (after, max, each) -> {
              each.accept(Subjects.ANNA);
              return Page.last();
            },
            Desk.DPO);

    assertThat(annas(other)).isZero();
    assertThat(annas(content)).isEqualTo(NOTES);
    assertThat(annas(account)).isEqualTo(NOTES);
  }
}
