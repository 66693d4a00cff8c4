package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person takes a request back, at whichever moment. */
class WithdrawalTest {

  private static final int NOTES = 12;

  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();

  private Recorded hook(String id) {
    SmallHook hook = SmallHook.of(id, ErasureStage.CONTENT);
    hook.plant(Subjects.ANNA, NOTES);
    hook.plant(Subjects.BORIS, NOTES);
    return new Recorded(hook, calls);
  }

  private static RequestId granted(Desk desk, Requests requests) {
    RequestId id = desk.verified(requests, Claim.ERASURE, Subjects.ANNA).id();
    desk.grant(requests, id, Condition.NO_LONGER_NECESSARY);
    return id;
  }

  @Test
  void erasesNothingWhenItWasTakenBackBeforeTheWorkBegan() {
    Desk desk = new Desk(folder);
    Recorded notes = hook("notes");
    GdprKit kit = desk.kit(notes);
    RequestId id = granted(desk, kit.requests());

    kit.requests().withdraw(id, Desk.DPO);
    kit.requests().fulfil(id);

    assertThat(calls).isEmpty();
    assertThat(notes.hook().snapshot()).hasSize(2 * NOTES);
    assertThat(kit.ledger().isErased(Subjects.ANNA)).isFalse();
  }

  @Test
  @GdprReference(article = "17(1)", text = "The data subject shall have the right to obtain")
  void stopsAtTheNextBatchWhenItIsTakenBackWhileAHookRuns() {
    Desk desk = new Desk(folder);
    Recorded first = hook("a-notes");
    Recorded second = hook("b-notes");
    GdprKit kit = desk.kit(first, second);
    Requests requests = kit.requests();
    RequestId id = granted(desk, requests);
    first.doing(call -> requests.withdraw(id, Desk.DPO));

    assertThat(requests.fulfil(id).request().status()).isEqualTo(RequestStatus.WITHDRAWN);

    assertThat(calls).containsExactly("erase a-notes");
    assertThat(first.hook().snapshot()).hasSize(2 * NOTES - 3);
    assertThat(second.hook().snapshot()).hasSize(2 * NOTES);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.WITHDRAWN);
    assertThat(requests.fulfil(id).failures()).isEmpty();
    assertThat(calls).hasSize(1);
  }

  @Test
  void erasesNobodyAfterARestoreWhoTookTheErasureBack() throws Exception {
    InMemoryRequestStore store = new InMemoryRequestStore();
    Desk desk = new Desk(folder).over(store);
    Recorded notes = hook("notes");
    GdprKit kit = desk.kit(notes);
    Requests requests = kit.requests();
    InMemoryRequestStore backup = store.copy();
    RequestId id = granted(desk, requests);
    notes.doing(call -> requests.withdraw(id, Desk.DPO));
    assertThat(requests.fulfil(id).request().status()).isEqualTo(RequestStatus.WITHDRAWN);
    notes.repair();
    int left = notes.hook().snapshot().size();

    GdprKit restored = desk.restarted(backup, kit.hooks());
    assertThat(restored.restores().check()).isInstanceOf(RestoreState.ReplayOutstanding.class);
    restored
        .restores()
        .replay(
            (after, max, each) -> {
              each.accept(Subjects.ANNA);
              each.accept(Subjects.BORIS);
              return Page.last();
            },
            Desk.DPO);

    assertThat(restored.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(notes.hook().snapshot()).hasSize(left);
    assertThat(restored.ledger().isErased(Subjects.ANNA)).isFalse();
  }

  @Test
  @GdprReference(article = "17(1)", text = "The data subject shall have the right to obtain")
  void knowsFromTheLedgerWhatWasTakenBackSinceTheBackup() {
    InMemoryRequestStore store = new InMemoryRequestStore();
    Desk desk = new Desk(folder).over(store);
    Recorded notes = hook("notes");
    GdprKit kit = desk.kit(notes);
    Requests requests = kit.requests();
    RequestId id = granted(desk, requests);
    InMemoryRequestStore backup = store.copy();
    notes.doing(call -> requests.withdraw(id, Desk.DPO));
    requests.fulfil(id);
    notes.repair();
    int left = notes.hook().snapshot().size();

    GdprKit restored = desk.restarted(backup, kit.hooks());
    assertThat(restored.requests().get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
    restored.restores().acknowledge(Desk.DPO);

    assertThat(restored.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(restored.requests().get(id).status()).isEqualTo(RequestStatus.WITHDRAWN);
    assertThat(restored.requests().unfinished()).isEmpty();
    assertThat(restored.requests().fulfil(id).failures()).isEmpty();
    assertThat(notes.hook().snapshot()).hasSize(left);
  }

  /** The narrowest moment: the ledger has the intent, and the commit that would begin is late. */
  @Test
  void isServedAfterAWithdrawalBetweenTheLedgerAndTheFirstBatch() {
    InMemoryRequestStore store = new InMemoryRequestStore();
    Desk desk = new Desk(folder).over(store);
    Recorded notes = hook("notes");
    Requests other = desk.kit(notes).requests();
    RequestId id = granted(desk, other);
    RequestStore slow =
        new Slow(
            store,
            event -> {
              if (event.equals("erasure-begun")) {
                other.withdraw(id, Desk.DPO);
              }
            });
    GdprKit kit = desk.over(slow).kit(notes);

    assertThat(kit.requests().fulfil(id).request().status()).isEqualTo(RequestStatus.WITHDRAWN);

    assertThat(calls).isEmpty();
    GdprKit restarted = desk.restarted(store, kit.hooks());
    assertThat(restarted.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(restarted.requests().get(id).status()).isEqualTo(RequestStatus.WITHDRAWN);
    assertThat(restarted.ledger().toReplay().isEmpty()).isTrue();
    assertThat(restarted.ledger().erasedSince(Instant.EPOCH).matches(Subjects.ANNA)).isFalse();
  }

  @Test
  void takesTheExportBackBeforeThePersonGetsIt() {
    Desk desk = new Desk(folder);
    Recorded notes = hook("notes");
    Requests requests = desk.kit(notes).requests();
    RequestId id = desk.verified(requests, Claim.ACCESS, Subjects.ANNA).id();
    desk.grant(requests, id);
    notes.doing(call -> requests.withdraw(id, Desk.DPO));

    assertThat(requests.fulfil(id).request().status()).isEqualTo(RequestStatus.WITHDRAWN);

    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.WITHDRAWN);
    assertThat(requests.unfinished()).isEmpty();
  }
}
