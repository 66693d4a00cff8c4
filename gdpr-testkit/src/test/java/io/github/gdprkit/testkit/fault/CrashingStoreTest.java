package io.github.gdprkit.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.testkit.contract.RequestStoreContract;
import io.github.gdprkit.testkit.fault.CrashingStore.Moment;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrashingStoreTest implements RequestStoreContract {

  private static final PartyId CONTROLLER = new PartyId("example");

  private static final Sheet SHEET = new Sheet(new SheetId("thing", "a"), Map.of("name", "A"));

  private final InMemoryRequestStore below = new InMemoryRequestStore();

  /** One that never crashes is as good as the store below. */
  @Override
  public RequestStore store() {
    return CrashingStore.never(below);
  }

  @Override
  public RequestStore reopened() {
    return CrashingStore.never(below);
  }

  @Test
  void writesNothingWhenItDiesBefore() {
    CrashingStore store = CrashingStore.atCall(below, 2, Moment.BEFORE);
    append(store, 0);

    assertThatThrownBy(() -> append(store, 1)).isInstanceOf(SimulatedCrash.class);

    assertThat(below.head(CONTROLLER).seq()).isEqualTo(1);
    assertThatThrownBy(() -> append(store, 1)).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(() -> store.head(CONTROLLER)).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(() -> store.find(new RequestId("r"))).isInstanceOf(SimulatedCrash.class);
    assertThat(below.head(CONTROLLER).seq()).isEqualTo(1);
    assertThat(store.calls()).isEqualTo(2);
  }

  @Test
  void writesAndTellsNobodyWhenItDiesAfter() {
    CrashingStore store = CrashingStore.atCall(below, 2, Moment.AFTER);
    append(store, 0);

    assertThatThrownBy(() -> append(store, 1)).isInstanceOf(SimulatedCrash.class);

    assertThat(below.head(CONTROLLER).seq()).isEqualTo(2);
    assertThatThrownBy(() -> append(store, 2)).isInstanceOf(SimulatedCrash.class);
    assertThat(below.head(CONTROLLER).seq()).isEqualTo(2);
  }

  @Test
  void goesOnAfterItWasUnavailable() {
    CrashingStore store = CrashingStore.atCall(below, 1, Moment.UNAVAILABLE);

    assertThatThrownBy(() -> append(store, 0)).isInstanceOf(EvidenceStoreException.class);
    assertThat(store.head(CONTROLLER).seq()).isZero();
    append(store, 0);

    assertThat(below.head(CONTROLLER).seq()).isEqualTo(1);
  }

  @Test
  void losesOrKeepsSheetsWithTheirEvidence() {
    CrashingStore before = CrashingStore.atCall(below, 1, Moment.BEFORE);
    assertThatThrownBy(() -> commit(before, 0)).isInstanceOf(SimulatedCrash.class);
    assertThat(below.sheet(CONTROLLER, SHEET.id())).isEmpty();
    assertThat(below.head(CONTROLLER).seq()).isZero();
    assertThatThrownBy(() -> before.sheet(CONTROLLER, SHEET.id()))
        .isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(() -> before.sheets(CONTROLLER, "thing", null, 1))
        .isInstanceOf(SimulatedCrash.class);

    CrashingStore unavailable = CrashingStore.atCall(below, 1, Moment.UNAVAILABLE);
    assertThatThrownBy(() -> commit(unavailable, 0)).isInstanceOf(EvidenceStoreException.class);
    assertThat(unavailable.sheet(CONTROLLER, SHEET.id())).isEmpty();

    CrashingStore after = CrashingStore.atCall(below, 1, Moment.AFTER);
    assertThatThrownBy(() -> commit(after, 0)).isInstanceOf(SimulatedCrash.class);
    assertThat(below.sheet(CONTROLLER, SHEET.id())).contains(SHEET);
    assertThat(below.head(CONTROLLER).seq()).isOne();
  }

  private static void commit(RequestStore store, long version) {
    store.commit(CONTROLLER, List.of(draft(version)), List.of(new SheetChange.Put(SHEET)));
  }

  private static void append(RequestStore store, long version) {
    store.append(CONTROLLER, List.of(draft(version)));
  }

  private static EvidenceDraft draft(long version) {
    return new EvidenceDraft(
        new StreamId("thing", "a"),
        version,
        "happened",
        Instant.parse("2026-05-01T12:00:00Z"),
        Map.of());
  }
}
