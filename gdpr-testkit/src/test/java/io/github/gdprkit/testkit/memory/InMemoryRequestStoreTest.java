package io.github.gdprkit.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.testkit.contract.RequestStoreContract;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryRequestStoreTest implements RequestStoreContract {

  private final InMemoryRequestStore store = new InMemoryRequestStore();

  @Override
  public RequestStore store() {
    return store;
  }

  @Override
  public RequestStore reopened() {
    return store;
  }

  @Test
  void leavesACopyAsItWas() {
    PartyId controller = new PartyId("example");
    store.append(controller, List.of(draft(0)));

    InMemoryRequestStore backup = store.copy();
    store.append(controller, List.of(draft(1)));
    backup.append(controller, List.of(draft(1)));
    backup.append(controller, List.of(draft(2)));

    assertThat(store.read(controller, 0, 10)).hasSize(2);
    assertThat(backup.read(controller, 0, 10)).hasSize(3);
    assertThat(backup.stream(controller, new StreamId("thing", "a"))).hasSize(3);
  }

  @Test
  void leavesTheSheetsOfACopyAsTheyWere() {
    PartyId owner = new PartyId("example");
    Sheet sheet = new Sheet(new SheetId("thing", "a"), Map.of("name", "A"));
    store.commit(owner, List.of(draft(0)), List.of(new SheetChange.Put(sheet)));

    InMemoryRequestStore backup = store.copy();
    store.commit(owner, List.of(draft(1)), List.of(new SheetChange.Erase(sheet.id())));

    assertThat(store.sheet(owner, sheet.id())).isEmpty();
    assertThat(backup.sheet(owner, sheet.id())).contains(sheet);
  }

  @Test
  void writesNothingWhenOneOfTheChangesIsNone() {
    PartyId owner = new PartyId("example");
    Sheet sheet = new Sheet(new SheetId("thing", "a"), Map.of("name", "A"));

    assertThatThrownBy(
            () ->
                store.commit(
                    owner, List.of(draft(0)), Arrays.asList(new SheetChange.Put(sheet), null)))
        .isInstanceOf(NullPointerException.class);

    assertThat(store.head(owner).seq()).isZero();
    assertThat(store.sheet(owner, sheet.id())).isEmpty();
  }

  private static EvidenceDraft draft(long expectedVersion) {
    return new EvidenceDraft(
        new StreamId("thing", "a"),
        expectedVersion,
        "happened",
        Instant.parse("2026-05-01T12:00:00Z"),
        Map.of());
  }
}
